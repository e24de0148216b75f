using System.Net;
using k8s.Autorest;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation;
using Result = KubeOps.Abstractions.Reconciliation.ReconciliationResult<IrsaOperator.Tests.Standins.KubeOps.Widget>;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class EngineTests
{
    [Fact]
    public async Task A_reconcile_sees_the_newest_object()
    {
        await using var world = new EngineWorld();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Reconcile = async (widget, _) =>
        {
            await gate.Task;
            return Result.Success(widget);
        };
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => world.Calls.Count == 1);

        for (var size = 2; size <= 5; size++)
        {
            var asked = size;
            world.Api.Put(EngineWorld.Path("a"), item => item["spec"]!["size"] = asked);
        }

        world.Api.Put(EngineWorld.Path("b"));
        await world.UntilAsync(() => world.Calls.Any(call => call.Widget.Name() == "b"));
        gate.SetResult();
        await world.UntilAsync(() => world.Calls.Count == 3);
        Assert.Equal([1, 5], world.Calls.Where(call => call.Widget.Name() == "a").Select(call => call.Widget.Spec.Size));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_is_retried_for_ever_with_delays_that_grow_to_a_cap(bool throws)
    {
        await using var world = new EngineWorld();
        world.Reconcile = (widget, _) => throws ? throw new InvalidOperationException("no") : Task.FromResult(Result.Failure(widget, "no"));
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartAsync();

        await world.UntilScheduledAsync(() => world.Calls.Count >= 14, TimeSpan.FromSeconds(5));

        var times = world.Calls.Select(call => call.At).ToArray();
        var pauses = times.Skip(1).Zip(times, (later, earlier) => later - earlier).ToArray();
        Assert.InRange(pauses[0], TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(15));
        Assert.All(pauses.Skip(9), pause => Assert.InRange(pause, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6.5)));
    }

    [Fact]
    public async Task The_time_that_a_failure_asks_for_is_kept()
    {
        await using var world = new EngineWorld();
        world.Reconcile = (widget, _) => Task.FromResult(Result.Failure(widget, "no", requeueAfter: TimeSpan.FromMinutes(30)));
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartAsync();

        await world.UntilScheduledAsync(() => world.Calls.Count >= 4, TimeSpan.FromSeconds(30));

        var times = world.Calls.Select(call => call.At).ToArray();
        Assert.All(
            times.Skip(1).Zip(times, (later, earlier) => later - earlier), pause => Assert.InRange(pause, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(33)));
    }

    [Fact]
    public async Task Success_starts_the_delays_afresh_and_is_repeated_when_it_asks_for_it()
    {
        await using var world = new EngineWorld();
        var run = 0;
        world.Reconcile = (widget, _) => Task.FromResult(
            ++run == 6 ? Result.Success(widget, TimeSpan.FromHours(1)) : Result.Failure(widget, "no"));
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartAsync();

        // An hour in seconds would be thousands of looks: too many for the patience of a busy machine.
        await world.UntilScheduledAsync(() => world.Calls.Count >= 6, TimeSpan.FromSeconds(1));
        await world.UntilScheduledAsync(() => world.Calls.Count >= 7, TimeSpan.FromMinutes(1));
        await world.UntilScheduledAsync(() => world.Calls.Count >= 8, TimeSpan.FromSeconds(1));

        var times = world.Calls.Select(call => call.At).ToArray();
        Assert.InRange(times[5] - times[4], TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60));
        Assert.InRange(times[6] - times[5], TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));
        Assert.InRange(times[7] - times[6], TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task No_more_run_at_once_than_allowed()
    {
        await using var world = new EngineWorld(settings => settings.WithParallelReconciliation(parallel => parallel.WithMaxParallelReconciliations(3)));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = 0;
        var most = 0;
        world.Reconcile = async (widget, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await gate.Task;
            Interlocked.Decrement(ref running);
            return Result.Success(widget);
        };
        for (var index = 0; index < 10; index++)
            world.Api.Put(EngineWorld.Path($"w{index}"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => Volatile.Read(ref running) == 3);
        gate.SetResult();

        await world.UntilAsync(() => world.Calls.Count == 10);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Delete_and_recreate_under_the_same_name_is_two_lives()
    {
        await using var world = new EngineWorld();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Reconcile = async (widget, _) =>
        {
            await gate.Task;
            return Result.Success(widget);
        };
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => world.Calls.Count == 1);

        world.Api.Delete(EngineWorld.Path("a"));
        world.Api.Put(EngineWorld.Path("a"), item => item["spec"]!["size"] = 2);
        world.Api.Put(EngineWorld.Path("b"));
        await world.UntilAsync(() => world.Calls.Count == 2);
        gate.SetResult();
        await world.UntilAsync(() => world.Calls.Count == 4);

        var calls = world.Calls.Where(call => call.Widget.Name() == "a").ToArray();
        Assert.Equal(["reconcile", "deleted", "reconcile"], calls.Select(call => call.What));
        Assert.Equal(calls[0].Widget.Uid(), calls[1].Widget.Uid());
        Assert.NotEqual(calls[0].Widget.Uid(), calls[2].Widget.Uid());
        Assert.Equal(2, calls[2].Widget.Spec.Size);
    }

    [Fact]
    public async Task Deleted_is_told_until_it_was_heard()
    {
        await using var world = new EngineWorld();
        var tries = 0;
        world.Deleted = (widget, _) => ++tries switch
        {
            1 => throw new InvalidOperationException("no"),
            2 => Task.FromResult(Result.Failure(widget, "no")),
            _ => Task.FromResult(Result.Success(widget)),
        };
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => world.Calls.Count == 1);
        world.Api.Delete(EngineWorld.Path("a"));

        await world.UntilAsync(() => world.Calls.Count == 4);
        Assert.Equal(["reconcile", "deleted", "deleted", "deleted"], world.Calls.Select(call => call.What));
    }

    [Fact]
    public async Task A_conflict_is_retried_quickly_but_one_that_stays_is_not_hammered()
    {
        await using var world = new EngineWorld();
        world.Reconcile = (_, _) => throw new HttpOperationException("conflict")
        {
            Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.Conflict), ""),
        };
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartAsync();

        await world.UntilScheduledAsync(() => world.Calls.Count >= 12, TimeSpan.FromMilliseconds(200));

        var times = world.Calls.Select(call => call.At).ToArray();
        Assert.InRange(times[1] - times[0], TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(times[11] - times[10], TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task A_stop_lets_what_runs_come_to_its_end()
    {
        await using var world = new EngineWorld();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = false;
        world.Reconcile = async (widget, cancellationToken) =>
        {
            await gate.Task.WaitAsync(cancellationToken);
            ended = true;
            return Result.Success(widget);
        };
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => world.Calls.Count == 1);

        var stopping = world.StopAsync();
        Assert.False(await world.Queue(
            Widget.Of("b"), ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, TestContext.Current.CancellationToken));
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(ended);
    }

    [Fact]
    public async Task A_stop_cancels_what_does_not_come_to_its_end()
    {
        await using var world = new EngineWorld();
        var cancelled = false;
        world.Reconcile = async (widget, cancellationToken) =>
        {
            await using var heard = cancellationToken.Register(() => cancelled = true);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return Result.Success(widget);
        };
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => world.Calls.Count == 1);

        var start = world.Time.GetUtcNow();
        var stopping = world.StopAsync();
        await world.UntilAsync(() => stopping.IsCompleted, TimeSpan.FromSeconds(1));

        await stopping;
        Assert.True(cancelled);
        Assert.True(world.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_queue_says_whether_anybody_will_look()
    {
        await using var world = new EngineWorld();
        Task<bool> AskAsync() => world.Queue(
            Widget.Of("a"), ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.FromMinutes(1), 0, TestContext.Current.CancellationToken);
        Assert.False(await AskAsync());

        world.Api.Put(EngineWorld.Path("a"));
        await world.StartWatchingAsync();
        await world.UntilAsync(() => world.Calls.Count == 1);
        var asked = world.Time.GetUtcNow();
        Assert.True(await AskAsync());
        await world.UntilAsync(() => world.Calls.Count == 2, TimeSpan.FromSeconds(1));
        Assert.True(world.Calls.Last().At - asked >= TimeSpan.FromMinutes(1));

        await world.StopAsync();
        Assert.False(await AskAsync());
    }

    [Fact]
    public async Task Every_reconcile_has_a_scope_of_its_own()
    {
        await using var world = new EngineWorld();
        world.Reconcile = (widget, _) => Task.FromResult(Result.Success(widget, TimeSpan.FromSeconds(1)));
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartAsync();

        await world.UntilAsync(() => world.Calls.Count >= 5);
        Assert.Equal(world.Scopes.Count, world.Scopes.Distinct().Count());
    }

    [Fact]
    public async Task A_listener_that_throws_costs_no_worker()
    {
        await using var world = new EngineWorld(settings => settings
            .WithName("throwing-listener").WithParallelReconciliation(parallel => parallel.WithMaxParallelReconciliations(1)));
        var thrown = 0;
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == "throwing-listener",
            Sample = (ref _) => System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStarted = _ =>
            {
                if (Interlocked.Increment(ref thrown) <= 3)
                    throw new InvalidOperationException("listener");
            },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        world.Api.Put(EngineWorld.Path("a"));
        await world.StartAsync();

        await world.UntilAsync(() => !world.Calls.IsEmpty, TimeSpan.FromSeconds(1));
        Assert.Equal(4, thrown);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
