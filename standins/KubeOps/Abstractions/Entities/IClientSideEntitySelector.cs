using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Entities;

/// <summary>Filters the objects of a watch where no server-side selector can.</summary>
public interface IClientSideEntitySelector<in TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    ValueTask<bool> MatchesAsync(TEntity entity, CancellationToken cancellationToken);
}
