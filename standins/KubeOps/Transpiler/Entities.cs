using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Reads the names of an entity type from its attributes.</summary>
public static class Entities
{
    /// <summary>The names and the scope of a type of the context.</summary>
    /// <exception cref="ArgumentException">The type carries no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static (EntityMetadata Metadata, string Scope) ToEntityMetadata(this MetadataLoadContext context, Type entityType) =>
        ToEntityMetadata(context.GetContextType(entityType));

    /// <summary>The names and the scope of a type.</summary>
    /// <exception cref="ArgumentException">The type carries no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static (EntityMetadata Metadata, string Scope) ToEntityMetadata<TEntity>() => ToEntityMetadata(typeof(TEntity));

    /// <summary>The names and the scope of a type.</summary>
    /// <exception cref="ArgumentException">The type carries no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static (EntityMetadata Metadata, string Scope) ToEntityMetadata(Type entityType)
    {
        var entity = entityType.GetCustomAttributeData<KubernetesEntityAttribute>()
            ?? throw new ArgumentException($"The type {entityType.FullName} has no KubernetesEntity attribute.", nameof(entityType));
        var scope = entityType.GetCustomAttributeData<EntityScopeAttribute>()?.GetCustomAttributeCtorArg<int>(0) ?? 0;
        var metadata = new EntityMetadata(
            NullIfEmpty(entity.GetCustomAttributeNamedArg<string>(nameof(KubernetesEntityAttribute.Kind))) ?? entityType.Name,
            NullIfEmpty(entity.GetCustomAttributeNamedArg<string>(nameof(KubernetesEntityAttribute.ApiVersion))) ?? "v1",
            entity.GetCustomAttributeNamedArg<string>(nameof(KubernetesEntityAttribute.Group)),
            NullIfEmpty(entity.GetCustomAttributeNamedArg<string>(nameof(KubernetesEntityAttribute.PluralName))));
        return (metadata, scope == (int)EntityScope.Cluster ? nameof(EntityScope.Cluster) : nameof(EntityScope.Namespaced));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
