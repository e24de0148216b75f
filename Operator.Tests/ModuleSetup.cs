using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using k8s;

namespace IrsaOperator.Tests;

/// <summary>What Program.cs sets up for the operator, for the tests' own process.</summary>
internal static class ModuleSetup
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "The options can't be changed after their first use.")]
    internal static void ReadObjectsOfAnyDepth() => KubernetesJson.AddJsonOptions(options => options.MaxDepth = 10_000);
}
