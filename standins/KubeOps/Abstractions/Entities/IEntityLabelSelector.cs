using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>Supplies the label selector of a watch; null watches everything.</summary>
public interface IEntityLabelSelector<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    ValueTask<string?> GetLabelSelectorAsync(CancellationToken cancellationToken);
}
