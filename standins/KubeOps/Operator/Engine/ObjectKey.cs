using k8s;
using k8s.Models;

namespace KubeOps.Operator.Engine;

/// <summary>An object's place. There are tens of thousands in several tables: it has no text of its own, and borrows the object's.</summary>
internal readonly record struct ObjectKey(string Namespace, string Name)
{
    public static ObjectKey Of(IKubernetesObject<V1ObjectMeta> entity) => Of(entity.Metadata.NamespaceProperty, entity.Metadata.Name);

    public static ObjectKey Of(string? @namespace, string? name) => new(@namespace ?? "", name ?? "");

    /// <summary>The text namespace/name.</summary>
    public override string ToString() => $"{Namespace}/{Name}";
}
