using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;

namespace KubeOps.Operator.Engine;

/// <summary>Tells the events that matter from those that don't, by the operator's strategy.</summary>
internal sealed class SeenGenerations(ReconcileStrategy strategy)
{
    private readonly ConcurrentDictionary<ObjectKey, Seen> _seen = new();

    /// <summary>Whether the object says anything new; if so, it is remembered.</summary>
    public bool IsNews(IKubernetesObject<V1ObjectMeta> entity)
    {
        var metadata = entity.Metadata;
        var now = new Seen(
            metadata.Uid,
            strategy == ReconcileStrategy.ByResourceVersion ? metadata.ResourceVersion : metadata.Generation?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            metadata.DeletionTimestamp is not null);
        if (now.Version is null)
            return true;
        var key = ObjectKey.Of(entity);
        if (_seen.TryGetValue(key, out var before) && before == now)
            return false;
        _seen[key] = now;
        return true;
    }

    public void Forget(ObjectKey key) => _seen.TryRemove(key, out _);

    public void Clear() => _seen.Clear();

    private readonly record struct Seen(string? Uid, string? Version, bool Deleting);
}
