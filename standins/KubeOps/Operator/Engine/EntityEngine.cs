using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Engine;

/// <summary>Starts and stops the machinery of one entity type, and hands the operator's own requests to it.</summary>
/// <remarks>A run disposes of itself when it is stopped.</remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "StopAsync disposes of the run.")]
internal sealed class EntityEngine<TEntity>(EngineParts parts, EntityReconciler<TEntity> reconciler, ILogger<EntityEngine<TEntity>> logger) : IEntityEngine
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private EngineRun<TEntity>? _run;
    private EngineRun<TEntity>? _stopping;
    private bool _gaugeRegistered;

    public void Start()
    {
        lock (_lock)
        {
            if (_run is not null)
                return;
            _run = new EngineRun<TEntity>(parts, reconciler, logger);
            _run.Start();
            if (parts.Metrics is { } metrics && !_gaugeRegistered)
            {
                _gaugeRegistered = true;
                metrics.RegisterQueueDepthGauge(typeof(TEntity).Name, () => Current?.Queue.ScheduledCount ?? 0, () => Current?.Queue.ReadyCount ?? 0);
            }
        }
    }

    public async Task StopAsync(TimeSpan drain)
    {
        EngineRun<TEntity>? run;
        bool first;
        lock (_lock)
        {
            first = _run is not null;
            run = _stopping = _run ?? _stopping;
            _run = null;
        }

        if (run is null)
            return;
        if (!first)
        {
            await HurryAsync(run, drain);
            return;
        }

        await run.StopAsync(drain);
        lock (_lock)
            _stopping = null;
        run.Dispose();
    }

    /// <summary>The operator's own wish to see an object again.</summary>
    public Task<bool> EnqueueAsync(
        TEntity entity, ReconciliationType type, ReconciliationTriggerSource source, TimeSpan queueIn, int retryCount, CancellationToken cancellationToken)
    {
        if (Current is not { } run)
        {
            parts.Metrics?.RecordDiscard(typeof(TEntity).Name);
            return Task.FromResult(false);
        }

        parts.Metrics?.RecordEnqueue(typeof(TEntity).Name, source == ReconciliationTriggerSource.ApiServer ? "api_server" : "operator");
        run.Queue.AddAfter(ObjectKey.Of(entity), queueIn);
        return Task.FromResult(true);
    }

    /// <summary>A stop that is under way gets less time than it was first given.</summary>
    private static async Task HurryAsync(EngineRun<TEntity> run, TimeSpan drain)
    {
        try
        {
            await run.StopAsync(drain);
        }
        catch (ObjectDisposedException)
        {
            // It has come to its end meanwhile.
        }
    }

    private EngineRun<TEntity>? Current
    {
        get
        {
            lock (_lock)
                return _run;
        }
    }
}
