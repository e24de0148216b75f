using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace KubeOps.Abstractions.Reconciliation.Finalizer;

/// <summary>The identifier that goes with a finalizer's class.</summary>
public static class EntityFinalizerExtensions
{
    private const int MaxLength = 63;

    /// <summary>The entity's group, a slash, and the class name in lower case that ends in "finalizer"; at most 63 characters.</summary>
    public static string GetIdentifierName<TEntity>(this IEntityFinalizer<TEntity> finalizer, TEntity entity)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var group = entity.GetKubernetesEntityAttribute()?.Group ?? string.Empty;
        var name = finalizer.GetType().Name.ToLowerInvariant();
        if (!name.EndsWith("finalizer", StringComparison.Ordinal))
            name += "finalizer";
        var identifier = $"{group}/{name}".TrimStart('/');
        return identifier.Length <= MaxLength ? identifier : identifier[..MaxLength];
    }
}
