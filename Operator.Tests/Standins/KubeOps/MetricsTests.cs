using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using Result = KubeOps.Abstractions.Reconciliation.ReconciliationResult<IrsaOperator.Tests.Standins.KubeOps.Widget>;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class MetricsTests
{
    [Fact]
    public async Task The_engine_measures_under_the_names_and_tags_of_KubeOps()
    {
        var name = "metrics-" + Guid.NewGuid().ToString("N");
        var seen = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == name)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = instrument.Name + string.Concat(
                tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $" {tag.Key}={tag.Value}"));
            seen[text] = instrument is ObservableInstrument<int> ? value : seen.GetValueOrDefault(text) + value;
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        await using var world = new EngineWorld(settings => settings.WithName(name));
        var run = 0;
        world.Reconcile = (widget, _) => ++run == 1
            ? throw new InvalidOperationException("no")
            : Task.FromResult(Result.Success(widget, TimeSpan.FromHours(5)));
        Assert.False(await world.Queue(
            Widget.Of("x"), ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, TestContext.Current.CancellationToken));
        await world.StartWatchingAsync();
        world.Api.Put(EngineWorld.Path("a"));
        await world.UntilAsync(() => world.Calls.Count == 2);
        Assert.True(await world.Queue(
            Widget.Of("x"), ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.FromHours(1), 0, TestContext.Current.CancellationToken));

        const string Type = " kubeops.entity.type=Widget";
        await world.UntilAsync(() => seen.ContainsKey($"kubeops.operator.queue.requeued{Type} kubeops.requeue.reason=operator_requeue"));
        await world.UntilAsync(() =>
        {
            listener.RecordObservableInstruments();
            return seen.GetValueOrDefault($"kubeops.operator.queue.depth{Type} kubeops.queue.state=scheduled") >= 2;
        });
        Assert.Equal(0, seen[$"kubeops.operator.queue.depth{Type} kubeops.queue.state=ready"]);
        Assert.Equal(1, seen[$"kubeops.operator.queue.discarded{Type}"]);
        Assert.Equal(1, seen[$"kubeops.operator.queue.enqueued{Type} kubeops.trigger.source=api_server"]);
        Assert.Equal(1, seen[$"kubeops.operator.queue.enqueued{Type} kubeops.trigger.source=operator"]);
        Assert.Equal(1, seen[$"kubeops.operator.queue.requeued{Type} kubeops.requeue.reason=error_retry"]);
        Assert.Equal(1, seen[$"kubeops.operator.watcher.events{Type} kubeops.watcher.event.type=added"]);
        Assert.Equal(1, seen[$"kubeops.operator.reconciliation error.type=InvalidOperationException{Type} kubeops.reconciliation.status=failure kubeops.reconciliation.type=modified"]);
        Assert.Equal(1, seen[$"kubeops.operator.reconciliation{Type} kubeops.reconciliation.status=success kubeops.reconciliation.type=modified"]);
        Assert.Contains($"kubeops.operator.reconciliation.duration{Type} kubeops.reconciliation.status=success kubeops.reconciliation.type=modified", seen.Keys);
    }
}
