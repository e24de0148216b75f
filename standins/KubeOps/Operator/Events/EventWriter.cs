using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Events;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Events;

/// <summary>Writes events; one that repeats itself is counted in place instead of written again.</summary>
internal sealed class EventWriter(IKubernetesClient client, OperatorSettings settings, TimeProvider time, ILogger<EventWriter> logger) : IEventPublisherFactory
{
    private const int MostSeries = 4096;

    // What the API server takes for a name, less the suffix.
    private const int LongestStem = 230;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Uid, string Reason, string Message, EventType Type), Series> _series = [];

    public EventPublisher Create() => PublishAsync;

    public async Task PublishAsync(
        IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type, CancellationToken cancellationToken)
    {
        try
        {
            var series = SeriesOf((entity.Metadata.Uid ?? "", reason, message, type), entity);
            var now = time.GetUtcNow().UtcDateTime;
            var count = Interlocked.Increment(ref series.Count);
            if (count == 1 || !await TryRepeatAsync(entity, series.Name, count, now, cancellationToken))
                await client.CreateAsync(Event(entity, series.Name, now, reason, message, type, count), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            logger.EventFailed(reason, ObjectKey.Of(entity), error.Message);
        }
    }

    /// <summary>Counts an event once more.</summary>
    /// <returns>False when there is no such event: it was never written, or the API server has thrown it away, as it does after an hour.</returns>
    private async Task<bool> TryRepeatAsync(
        IKubernetesObject<V1ObjectMeta> entity, string name, int count, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            var patch = new JsonObject { ["count"] = count, ["lastTimestamp"] = now };
            await client.PatchAsync<Corev1Event>(
                new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), name, Namespace(entity), cancellationToken: cancellationToken);
            return true;
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private Corev1Event Event(IKubernetesObject<V1ObjectMeta> entity, string name, DateTime now, string reason, string message, EventType type, int count) => new()
    {
        ApiVersion = Corev1Event.KubeApiVersion,
        Kind = Corev1Event.KubeKind,
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace(entity) },
        InvolvedObject = entity.MakeObjectReference(),
        Reason = reason,
        // The API server refuses longer ones.
        Message = message.Length <= 1024 ? message : message[..1023] + "…",
        Type = type.ToString(),
        Count = count,
        FirstTimestamp = now,
        LastTimestamp = now,
        Source = new V1EventSource { Component = settings.Name },
        ReportingComponent = settings.Name,
        ReportingInstance = Environment.MachineName,
    };

    private Series SeriesOf((string, string, string, EventType) key, IKubernetesObject<V1ObjectMeta> entity)
    {
        lock (_lock)
        {
            if (_series.TryGetValue(key, out var series))
                return series;
            if (_series.Count >= MostSeries)
                _series.Clear();
            var stem = entity.Metadata.Name;
            var suffix = (time.GetUtcNow().Ticks + _series.Count).ToString("x", CultureInfo.InvariantCulture);
            return _series[key] = new Series($"{(stem.Length <= LongestStem ? stem : stem[..LongestStem].TrimEnd('.', '-'))}.{suffix}");
        }
    }

    // Events about objects of the whole cluster live in the namespace default.
    private static string Namespace(IKubernetesObject<V1ObjectMeta> entity) => entity.Metadata.NamespaceProperty ?? "default";

    private sealed class Series(string name)
    {
        public string Name { get; } = name;

        private int _count;

        public ref int Count => ref _count;
    }
}
