using System.Collections.Concurrent;
using IrsaOperator.Api;
using k8s;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Sees every state of every binding of a namespace.</summary>
internal sealed class BindingWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, IrsaBinding> _latest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<BindingCondition>> _ready = new(StringComparer.Ordinal);
    private readonly Task _watching;

    public BindingWatch(IKubernetesClient client, string @namespace) => _watching = WatchAsync(client, @namespace);

    /// <summary>The binding as it is; null when it is gone.</summary>
    public IrsaBinding? this[string name] => _latest.GetValueOrDefault(name);

    /// <summary>Every Ready condition that the binding has had.</summary>
    public IEnumerable<BindingCondition> Ready(string name) => _ready.GetValueOrDefault(name) ?? [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task WatchAsync(IKubernetesClient client, string @namespace)
    {
        // A watch that ends is taken up again where it ended, so that no state is missed.
        string? version = null;
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await foreach (var (type, binding) in client.WatchAsync<IrsaBinding>(@namespace, version, cancellationToken: _end.Token))
                {
                    version = binding.Metadata.ResourceVersion;
                    See(type, binding);
                }
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException or KubernetesException)
            {
                // The version may be too old by now: without one the watch begins with what there is.
                version = null;
            }
        }
    }

    private void See(WatchEventType type, IrsaBinding binding)
    {
        var name = binding.Metadata.Name;
        if (type == WatchEventType.Deleted)
        {
            _latest.TryRemove(name, out _);
            return;
        }

        _latest[name] = binding;
        if (binding.Condition(ConditionTypes.Ready) is { } condition)
            _ready.GetOrAdd(name, _ => new ConcurrentQueue<BindingCondition>()).Enqueue(condition);
    }
}
