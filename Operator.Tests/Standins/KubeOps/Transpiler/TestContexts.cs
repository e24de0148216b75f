using System.Reflection;
using System.Runtime.CompilerServices;
using KubeOps.Transpiler;

namespace IrsaOperator.Tests.Standins.KubeOps.Transpiler;

internal static class TestContexts
{
    public static MetadataLoadContext Open() => ContextCreator.Create(
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator),
        typeof(object).Assembly.GetName().Name);

    public static string Golden(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
