using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using k8s;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Queue;
using KubeOps.KubernetesClient;
using KubeOps.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>A whole operator on a fake API server and a fake clock; its controller does what the test says.</summary>
internal sealed class EngineWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    public EngineWorld(Action<OperatorSettingsBuilder>? configure = null, Action<IOperatorBuilder>? add = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(FakeApi.Configuration);
        services.AddSingleton<IKubernetes>(Api.Client);
        services.AddSingleton<IKubernetesClient>(Api.NewClient());
        services.AddSingleton(this);
        services.AddScoped<Scoped>();
        var builder = services.AddKubernetesOperator(settings =>
        {
            settings.WithAutoAttachFinalizers(value: false);
            configure?.Invoke(settings);
        });
        builder.AddController<Controller, Widget>();
        add?.Invoke(builder);
        _services = services.BuildServiceProvider();
        _hosted = [.. _services.GetServices<IHostedService>()];
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeApi Api { get; } = new();

    /// <summary>What was called, in its order.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    public ConcurrentBag<Scoped> Scopes { get; } = [];

    public Func<Widget, CancellationToken, Task<ReconciliationResult<Widget>>> Reconcile { get; set; } =
        (widget, _) => Task.FromResult(ReconciliationResult<Widget>.Success(widget));

    public Func<Widget, CancellationToken, Task<ReconciliationResult<Widget>>> Deleted { get; set; } =
        (widget, _) => Task.FromResult(ReconciliationResult<Widget>.Success(widget));

    public EntityQueue<Widget> Queue => _services.GetRequiredService<EntityQueue<Widget>>();

    public IServiceProvider Services => _services;

    public static string Path(string name) => $"/apis/test.example/v1/namespaces/ns/widgets/{name}";

    public async Task StartAsync()
    {
        foreach (var hosted in _hosted)
            await hosted.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts and waits until the watch is open.</summary>
    public async Task StartWatchingAsync()
    {
        await StartAsync();
        await UntilAsync(() => Api.Requests.Any(request => request.Query.Contains("watch=true", StringComparison.Ordinal)));
    }

    public async Task StopAsync()
    {
        foreach (var hosted in _hosted)
            await hosted.StopAsync(TestContext.Current.CancellationToken);
    }

    public Task UntilAsync(Func<bool> condition, TimeSpan? step = null) => Wait.UntilAsync(condition, Time, step);

    /// <summary>Waits until the condition holds; the clock goes on only while the queue waits for it, so that a slow machine's pauses don't count.</summary>
    public async Task UntilScheduledAsync(Func<bool> condition, TimeSpan step)
    {
        var scheduled = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "kubeops.operator.queue.depth" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, depth, tags, _) =>
        {
            foreach (var tag in tags)
                scheduled = tag is { Key: "kubeops.queue.state", Value: "scheduled" } ? depth : scheduled;
        });
        listener.Start();
        await Wait.UntilAsync(condition, Time, step, () =>
        {
            listener.RecordObservableInstruments();
            return scheduled > 0;
        });
    }

    public async ValueTask DisposeAsync()
    {
        var stopping = StopAsync();
        await UntilAsync(() => stopping.IsCompleted, TimeSpan.FromSeconds(1));
        await stopping;
        await _services.DisposeAsync();
        Api.Dispose();
    }

    internal sealed record Call(string What, Widget Widget, DateTimeOffset At);

    internal sealed class Scoped;

    private sealed class Controller(EngineWorld world, Scoped scope) : IEntityController<Widget>
    {
        public Task<ReconciliationResult<Widget>> ReconcileAsync(Widget entity, CancellationToken cancellationToken)
        {
            world.Scopes.Add(scope);
            world.Calls.Enqueue(new Call("reconcile", entity, world.Time.GetUtcNow()));
            return world.Reconcile(entity, cancellationToken);
        }

        public Task<ReconciliationResult<Widget>> DeletedAsync(Widget entity, CancellationToken cancellationToken)
        {
            world.Calls.Enqueue(new Call("deleted", entity, world.Time.GetUtcNow()));
            return world.Deleted(entity, cancellationToken);
        }
    }
}
