using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace KubeOps.KubernetesClient;

/// <summary>The addresses of a kind's objects.</summary>
internal sealed class ResourcePath(EntityMetadata metadata)
{
    private readonly string _root = string.IsNullOrEmpty(metadata.Group) ? $"api/{metadata.Version}" : $"apis/{metadata.Group}/{metadata.Version}";

    public static ResourcePath Of<TEntity>()
        where TEntity : IKubernetesObject<V1ObjectMeta> => Known<TEntity>.Path ??= new(Transpiler.Entities.ToEntityMetadata<TEntity>().Metadata);

    public string Collection(string? @namespace) => string.IsNullOrEmpty(@namespace)
        ? $"{_root}/{metadata.PluralName}"
        : $"{_root}/namespaces/{Uri.EscapeDataString(@namespace)}/{metadata.PluralName}";

    public string Item(string? @namespace, string name) => $"{Collection(@namespace)}/{Uri.EscapeDataString(name)}";

    /// <summary>Reading a type's attributes takes longer than many a request: once is enough.</summary>
    private static class Known<TEntity>
    {
        public static ResourcePath? Path { get; set; }
    }
}
