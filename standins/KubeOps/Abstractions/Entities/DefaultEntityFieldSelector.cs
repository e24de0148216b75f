using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>No field selector: every object is watched.</summary>
public sealed class DefaultEntityFieldSelector<TEntity> : IEntityFieldSelector<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    public ValueTask<string?> GetFieldSelectorAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
}
