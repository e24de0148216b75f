using k8s;
using k8s.Models;

namespace KubeOps.Operator.Engine;

/// <summary>What hears of objects; it must not take its time.</summary>
internal interface IReflectorSink<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>An object was read, for the first time or in a newer state.</summary>
    void OnUpserted(TEntity entity);

    /// <summary>An object's life has ended; its last known state.</summary>
    void OnDeleted(TEntity entity);
}
