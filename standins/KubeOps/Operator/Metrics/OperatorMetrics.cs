using System.Diagnostics.Metrics;

namespace KubeOps.Operator.Metrics;

/// <summary>The engine's measurements, under KubeOps's instrument names.</summary>
public sealed class OperatorMetrics
{
    private const string EntityType = "kubeops.entity.type";

    private readonly Meter _meter;
    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _requeued;
    private readonly Counter<long> _discarded;
    private readonly Counter<long> _reconciliations;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _watchEvents;
    private readonly Counter<long> _reconnections;
    private readonly Counter<long> _undeserializable;

    /// <summary>Measurements under the operator's name.</summary>
    public OperatorMetrics(IMeterFactory meterFactory, string meterName)
    {
        _meter = meterFactory.Create(meterName);
        _enqueued = _meter.CreateCounter<long>("kubeops.operator.queue.enqueued", "{entry}", "Entries put into the queue.");
        _requeued = _meter.CreateCounter<long>("kubeops.operator.queue.requeued", "{entry}", "Entries put into the queue again.");
        _discarded = _meter.CreateCounter<long>("kubeops.operator.queue.discarded", "{entry}", "Entries that nobody will carry out.");
        _reconciliations = _meter.CreateCounter<long>("kubeops.operator.reconciliation", "{reconciliation}", "Reconciliations carried out.");
        _duration = _meter.CreateHistogram<double>("kubeops.operator.reconciliation.duration", "s", "How long a reconciliation took.");
        _watchEvents = _meter.CreateCounter<long>("kubeops.operator.watcher.events", "{event}", "Events that watches brought.");
        _reconnections = _meter.CreateCounter<long>("kubeops.operator.watcher.reconnections", "{reconnection}", "Watches that were opened anew.");
        _undeserializable = _meter.CreateCounter<long>(
            "kubeops.operator.watcher.undeserializable", "{object}", "Objects that were skipped since they can't be read.");
    }

    /// <summary>An entry that nobody will carry out.</summary>
    public void RecordDiscard(string entityType) => _discarded.Add(1, new KeyValuePair<string, object?>(EntityType, entityType));

    /// <summary>An entry put into the queue.</summary>
    public void RecordEnqueue(string entityType, string triggerSource) =>
        _enqueued.Add(1, new(EntityType, entityType), new("kubeops.trigger.source", triggerSource));

    /// <summary>A reconciliation carried out.</summary>
    public void RecordReconciliation(string entityType, string reconciliationType, string status, double durationSeconds, string? errorType = null)
    {
        var tags = new System.Diagnostics.TagList
        {
            { EntityType, entityType },
            { "kubeops.reconciliation.type", reconciliationType },
            { "kubeops.reconciliation.status", status },
        };
        if (errorType is not null)
            tags.Add("error.type", errorType);
        _reconciliations.Add(1, tags);
        _duration.Record(durationSeconds, tags);
    }

    /// <summary>An entry put into the queue again.</summary>
    public void RecordRequeue(string entityType, string reason) =>
        _requeued.Add(1, new(EntityType, entityType), new("kubeops.requeue.reason", reason));

    /// <summary>An event that a watch brought.</summary>
    public void RecordWatchEvent(string entityType, string eventType) =>
        _watchEvents.Add(1, new(EntityType, entityType), new("kubeops.watcher.event.type", eventType));

    /// <summary>A watch opened anew.</summary>
    public void RecordWatcherReconnection(string entityType) => _reconnections.Add(1, new KeyValuePair<string, object?>(EntityType, entityType));

    /// <summary>Reports how many entries wait.</summary>
    public void RegisterQueueDepthGauge(string entityType, Func<int> scheduledDepth, Func<int> readyDepth) =>
        _meter.CreateObservableGauge("kubeops.operator.queue.depth", () => new[]
        {
            new Measurement<int>(scheduledDepth(), new(EntityType, entityType), new("kubeops.queue.state", "scheduled")),
            new Measurement<int>(readyDepth(), new(EntityType, entityType), new("kubeops.queue.state", "ready")),
        }, "{entry}", "Entries that wait.");

    internal void RecordUndeserializable(string entityType) => _undeserializable.Add(1, new KeyValuePair<string, object?>(EntityType, entityType));
}
