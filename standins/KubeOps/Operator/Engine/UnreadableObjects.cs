using System.Text.Json;
using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace KubeOps.Operator.Engine;

/// <summary>Reads objects one by one; one that can't be read is reported once in each of its states, and skipped.</summary>
internal sealed class UnreadableObjects(string entityType, ReflectorInstruments instruments)
{
    // A bound on memory, far above what any cluster should hold.
    private const int MostRemembered = 10_000;

    private readonly Dictionary<ObjectKey, string?> _reported = [];

    public TEntity? TryRead<TEntity>(WatchLine line)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var entity = KubernetesJson.Deserialize<TEntity>(line.Object);
            if (entity?.Metadata?.Name is not null)
                return entity;
            Report(line, "it has no name");
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NotSupportedException or ArgumentException or OverflowException)
        {
            Report(line, error.Message);
        }

        return default;
    }

    private void Report(WatchLine line, string error)
    {
        var key = ObjectKey.Of(line.Namespace, line.Name);
        if (_reported.TryGetValue(key, out var version) && version == line.ResourceVersion)
            return;
        if (_reported.Count >= MostRemembered)
            _reported.Clear();
        _reported[key] = line.ResourceVersion;
        instruments.Logger.Undeserializable(entityType, line.Namespace, line.Name, error);
        instruments.Metrics?.RecordUndeserializable(entityType);
    }
}
