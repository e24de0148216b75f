using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>The kind of object that the engine's tests work with.</summary>
[KubernetesEntity(Group = "test.example", ApiVersion = "v1", Kind = "Widget", PluralName = "widgets")]
public sealed class Widget : CustomKubernetesEntity<WidgetSpec>
{
    internal static Widget Of(string name, string? uid = null, string? resourceVersion = null, long? generation = null) => new()
    {
        ApiVersion = "test.example/v1",
        Kind = "Widget",
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns", Uid = uid ?? $"uid-{name}", ResourceVersion = resourceVersion, Generation = generation },
    };
}
