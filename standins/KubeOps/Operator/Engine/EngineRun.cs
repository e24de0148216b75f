using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Engine;

/// <summary>The machinery of one entity type, from one start to the next stop: reflector, queue, workers.</summary>
internal sealed class EngineRun<TEntity> : IReflectorSink<TEntity>, IDisposable
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private static readonly string EntityType = typeof(TEntity).Name;
    private static readonly TimeSpan ConflictDelay = TimeSpan.FromMilliseconds(100);

    private readonly EngineParts _parts;
    private readonly EntityReconciler<TEntity> _reconciler;
    private readonly ILogger _logger;
    private readonly ObjectStore<TEntity> _store = new();
    private readonly SeenGenerations _seen;
    private readonly EndedLives<TEntity> _ended = new();
    private readonly ConcurrentDictionary<ObjectKey, int> _failures = new();
    private readonly CancellationTokenSource _watching = new();
    private readonly CancellationTokenSource _working = new();
    private readonly List<Task> _tasks = [];

    public EngineRun(EngineParts parts, EntityReconciler<TEntity> reconciler, ILogger logger)
    {
        _parts = parts;
        _reconciler = reconciler;
        _logger = logger;
        _seen = new SeenGenerations(parts.Settings.ReconcileStrategy);
        Queue = new WorkQueue<ObjectKey>(parts.Time);
    }

    public WorkQueue<ObjectKey> Queue { get; }

    public void Start()
    {
        var reflector = new Reflector<TEntity>(
            _parts.Api, _store, this, new ReflectorOptions { Namespace = _parts.Settings.Namespace }, new ReflectorInstruments(_logger, _parts.Metrics, _parts.Time));
        _tasks.Add(Task.Run(() => reflector.RunAsync(_watching.Token)));
        for (var worker = 0; worker < _parts.Settings.ParallelReconciliation.MaxParallelReconciliations; worker++)
            _tasks.Add(Task.Run(WorkAsync));
    }

    /// <summary>Stops; asked again, with less time, it hurries.</summary>
    public async Task StopAsync(TimeSpan drain)
    {
        await _watching.CancelAsync();
        Queue.Close();
        using var deadline = new CancellationTokenSource(drain, _parts.Time);
        await using (deadline.Token.Register(_working.Cancel))
            await Task.WhenAll(_tasks);
    }

    public void Dispose()
    {
        Queue.Dispose();
        _watching.Dispose();
        _working.Dispose();
    }

    void IReflectorSink<TEntity>.OnUpserted(TEntity entity)
    {
        if (!_seen.IsNews(entity))
            return;
        _parts.Metrics?.RecordEnqueue(EntityType, "api_server");
        Queue.Add(ObjectKey.Of(entity));
    }

    void IReflectorSink<TEntity>.OnDeleted(TEntity entity)
    {
        var key = ObjectKey.Of(entity);
        _seen.Forget(key);
        _ended.Add(key, entity);
        _parts.Metrics?.RecordEnqueue(EntityType, "api_server");
        Queue.Add(key);
    }

    private async Task WorkAsync()
    {
        // A queue that was closed still hands out what it held: those keys are left to whoever works next.
        while (!_watching.IsCancellationRequested)
        {
            ObjectKey key;
            try
            {
                key = await Queue.TakeAsync(_watching.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
            {
                return;
            }

            if (await RunSafelyAsync(key) is { } delay)
                Queue.AddAfter(key, delay);
            Queue.Done(key);
        }
    }

    /// <summary>Whatever a listener or a logger of somebody's throws, the worker goes on: nobody would replace it.</summary>
    private async Task<TimeSpan?> RunSafelyAsync(ObjectKey key)
    {
        try
        {
            return await RunAsync(key);
        }
        catch (Exception error)
        {
            var delay = NextDelay(key, _parts.Settings.ParallelReconciliation.ErrorBackoffBase);
            try
            {
                _logger.WorkerThrew(error, EntityType, key, delay);
            }
            catch (Exception)
            {
                // There is nobody to tell.
                return delay;
            }

            return delay;
        }
    }

    /// <summary>One run of one key: first the lives that have ended, then the one that is.</summary>
    /// <returns>When to look again; null for when something happens.</returns>
    private async Task<TimeSpan?> RunAsync(ObjectKey key)
    {
        using var activity = _parts.Activities.StartActivity("processing queued event", ActivityKind.Consumer);
        activity?.SetTag("kubeops.entity.type", EntityType).SetTag("kubeops.entity.key", key.ToString());
        while (_ended.First(key) is { } last)
        {
            if (await RunAsync(key, ReconciliationType.Deleted, token => _reconciler.DeletedAsync(last, token)) is { Success: false } failed)
                return failed.Next;
            _ended.RemoveFirst(key);
        }

        return _store.Find(key) is { } entity
            ? (await RunAsync(key, ReconciliationType.Modified, token => _reconciler.ReconcileAsync(entity, _store.Refresh, token))).Next
            : null;
    }

    private async Task<(bool Success, TimeSpan? Next)> RunAsync(
        ObjectKey key, ReconciliationType type, Func<CancellationToken, Task<ReconciliationResult<TEntity>>> run)
    {
        var start = _parts.Time.GetTimestamp();
        void Record(string status, string? error) => _parts.Metrics?.RecordReconciliation(
            EntityType, type.ToString().ToLowerInvariant(), status, _parts.Time.GetElapsedTime(start).TotalSeconds, error);
        try
        {
            var result = await run(_working.Token);
            Record(result.IsSuccess ? "success" : "failure", result.Error?.GetType().Name);
            if (result.IsSuccess)
            {
                _failures.TryRemove(key, out _);
                if (result.RequeueAfter is not null)
                    _parts.Metrics?.RecordRequeue(EntityType, "operator_requeue");
                return (true, result.RequeueAfter);
            }

            var delay = result.RequeueAfter ?? NextDelay(key, _parts.Settings.ParallelReconciliation.ErrorBackoffBase);
            _logger.ReconcileFailed(EntityType, key, delay, result.ErrorMessage);
            _parts.Metrics?.RecordRequeue(EntityType, "error_retry");
            return (false, delay);
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Conflict)
        {
            // Somebody else was faster; their change is on its way through the watch. Should it not be that, the delays grow.
            Record("failure", "conflict");
            _parts.Metrics?.RecordRequeue(EntityType, "conflict");
            return (false, NextDelay(key, ConflictDelay));
        }
        catch (Exception error)
        {
            var delay = NextDelay(key, _parts.Settings.ParallelReconciliation.ErrorBackoffBase);
            Record("failure", error.GetType().Name);
            if (!_working.IsCancellationRequested)
                _logger.ReconcileThrew(error, EntityType, key, delay);
            _parts.Metrics?.RecordRequeue(EntityType, "error_retry");
            return (false, delay);
        }
    }

    private TimeSpan NextDelay(ObjectKey key, TimeSpan first) =>
        Backoff.Delay(_failures.AddOrUpdate(key, 1, (_, failures) => failures + 1), first, Backoff.Longest);
}
