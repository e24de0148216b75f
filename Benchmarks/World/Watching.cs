using System.Collections.Concurrent;
using System.Diagnostics;
using k8s;
using k8s.Models;

namespace IrsaOperator.Benchmarks.World;

/// <summary>What a user sees who watches a namespace, with the moment of it.</summary>
internal sealed class Watching<TEntity> : IAsyncDisposable
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<Wait> _waits = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _watching = Task.CompletedTask;

    public static async Task<Watching<TEntity>> StartAsync(BenchCluster cluster, string @namespace, CancellationToken cancellationToken)
    {
        var watching = new Watching<TEntity>();
        foreach (var entity in await cluster.Client.ListAsync<TEntity>(@namespace, cancellationToken: cancellationToken))
            watching._seen[entity.Metadata.Name] = new Seen(entity, Stopwatch.GetTimestamp());
        watching._watching = Task.Run(() => watching.RunAsync(cluster, @namespace), CancellationToken.None);
        return watching;
    }

    /// <summary>The moment at which the object was first seen like this.</summary>
    public Task<long> WhenAsync(string name, Predicate<TEntity> holds)
    {
        lock (_lock)
        {
            if (_seen.TryGetValue(name, out var seen) && holds(seen.Entity))
                return Task.FromResult(seen.At);
            var wait = new Wait(name, holds);
            _waits.Add(wait);
            return wait.Moment.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private async Task RunAsync(BenchCluster cluster, string @namespace)
    {
        try
        {
            await foreach (var (_, entity) in cluster.Client.WatchAsync<TEntity>(@namespace, cancellationToken: _ending.Token))
                Take(entity);
        }
        catch (Exception) when (_ending.IsCancellationRequested)
        {
            // A stream that is cut says so in more ways than one.
        }
    }

    private void Take(TEntity entity)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            _seen[entity.Metadata.Name] = new Seen(entity, now);
            foreach (var wait in _waits.Where(wait => wait.Name == entity.Metadata.Name && wait.Holds(entity)).ToList())
            {
                _waits.Remove(wait);
                wait.Moment.SetResult(now);
            }
        }
    }

    private sealed record Seen(TEntity Entity, long At);

    private sealed record Wait(string Name, Predicate<TEntity> Holds)
    {
        public TaskCompletionSource<long> Moment { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
