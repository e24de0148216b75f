using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>Supplies the field selector of a watch; null watches everything.</summary>
public interface IEntityFieldSelector<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    ValueTask<string?> GetFieldSelectorAsync(CancellationToken cancellationToken);
}
