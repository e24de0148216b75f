using k8s;
using k8s.Models;

namespace KubeOps.Operator.Engine;

/// <summary>An object's place, as the text namespace/name.</summary>
internal static class ObjectKey
{
    public static string Of(IKubernetesObject<V1ObjectMeta> entity) => Of(entity.Metadata.NamespaceProperty, entity.Metadata.Name);

    public static string Of(string? @namespace, string? name) => $"{@namespace}/{name}";
}
