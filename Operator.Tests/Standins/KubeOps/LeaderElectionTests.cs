using System.Net;
using KubeOps.Abstractions.Builder;
using KubeOps.Operator.LeaderElection;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class LeaderElectionTests : IDisposable
{
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/ns/leases";
    private const string Lease = Leases + "/op-leader";

    private readonly FakeApi _api = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ListLogger<LeaderElectionTests> _log = new();

    [Fact]
    public async Task The_first_one_creates_the_lease_and_renews_it()
    {
        await using var one = Run("one");
        await UntilAsync(() => one.Works);
        Assert.Equal("one", Holder);
        Assert.Equal(15, _api.Find(Lease)!["spec"]!["leaseDurationSeconds"]!.GetValue<int>());

        await UntilAsync(() => _api.Writes.Count(request => request.Method == "PUT") >= 20, TimeSpan.FromSeconds(1));
        Assert.True(one.Works);
        Assert.Equal(1, one.Starts);
    }

    [Fact]
    public async Task The_lease_is_given_back_at_the_end_and_the_next_one_takes_it_at_once()
    {
        var one = Run("one");
        await UntilAsync(() => one.Works);
        await using var two = Run("two");
        await UntilAsync(() => _api.Requests.Count(request => request.Method == "GET") >= 4, TimeSpan.FromSeconds(1));
        Assert.False(two.Works);

        await one.DisposeAsync();
        Assert.False(one.Works);
        Assert.Equal("", Holder);
        var start = _time.GetUtcNow();
        await UntilAsync(() => two.Works, TimeSpan.FromMilliseconds(200));
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Equal("two", Holder);
    }

    [Fact]
    public async Task The_lease_of_a_dead_holder_is_taken_when_it_has_not_changed_for_its_duration_by_our_clock()
    {
        // The dead holder's clock was years ahead: it must not matter.
        _api.Put(Lease, lease => lease["spec"] = new System.Text.Json.Nodes.JsonObject
        {
            ["holderIdentity"] = "dead",
            ["leaseDurationSeconds"] = 15,
            ["leaseTransitions"] = 3,
            ["renewTime"] = "2999-01-01T00:00:00.000000Z",
        });
        await using var one = Run("one");
        var start = _time.GetUtcNow();

        await UntilAsync(() => one.Works, TimeSpan.FromMilliseconds(500));

        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(22));
        Assert.Equal("one", Holder);
        Assert.Equal(4, _api.Find(Lease)!["spec"]!["leaseTransitions"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 10)]
    [InlineData(true, 14)]
    [InlineData(false, 14)]
    public async Task Work_stops_before_a_lease_that_is_not_renewed_can_run_out(bool hangs, int renewDeadline)
    {
        await using var one = Run("one", settings => settings.LeaderElectionRenewDeadline = TimeSpan.FromSeconds(renewDeadline));
        await UntilAsync(() => one.Works);
        if (hangs)
            _api.Hang = request => request.Method == "PUT";
        else
            _api.Fault = request => request.Method == "PUT" ? HttpStatusCode.InternalServerError : null;
        var start = _time.GetUtcNow();

        await UntilAsync(() => !one.Works, TimeSpan.FromMilliseconds(100));

        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(renewDeadline + 0.9));
        Assert.Equal([false], one.Stops);

        _api.Hang = _ => false;
        _api.Fault = _ => null;
        await UntilAsync(() => one.Works, TimeSpan.FromMilliseconds(500));
        Assert.Equal(2, one.Starts);
    }

    [Fact]
    public async Task A_lease_that_was_deleted_underneath_is_created_again_without_a_stop()
    {
        await using var one = Run("one");
        await UntilAsync(() => one.Works);
        _api.Delete(Lease);

        await UntilAsync(() => _api.Find(Lease) is not null, TimeSpan.FromMilliseconds(500));

        Assert.Equal("one", Holder);
        Assert.True(one.Works);
        Assert.Equal(1, one.Starts);
    }

    [Fact]
    public async Task A_lease_that_another_one_holds_is_lost_at_once()
    {
        await using var one = Run("one");
        await UntilAsync(() => one.Works);
        _api.Put(Lease, lease => lease["spec"]!["holderIdentity"] = "thief");
        var start = _time.GetUtcNow();

        await UntilAsync(() => !one.Works, TimeSpan.FromMilliseconds(200));

        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A_lease_that_is_lost_during_a_drain_cuts_it_short()
    {
        var one = Run("one");
        one.DrainFor = TimeSpan.FromMinutes(10);
        await UntilAsync(() => one.Works);
        _api.Fault = request => request.Method == "PUT" ? HttpStatusCode.InternalServerError : null;
        var start = _time.GetUtcNow();

        await one.DisposeAsync();

        Assert.Equal([true, false], one.Stops);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_stop_that_throws_ends_nothing_and_the_lease_is_given_back()
    {
        var one = Run("one");
        one.Throws = true;
        await UntilAsync(() => one.Works);

        await one.DisposeAsync();

        Assert.Equal("", Holder);
        Assert.Equal(1, _log.Count(113));
    }

    [Fact]
    public async Task Work_that_cant_start_is_left_to_another_one()
    {
        await using var one = Run("one", throwsAtStart: true);
        await UntilAsync(() => _log.Count(113) > 0);
        await using var two = Run("two");

        await UntilAsync(() => two.Works, TimeSpan.FromMilliseconds(200));

        Assert.Equal("two", Holder);
    }

    [Fact]
    public async Task A_release_whose_renewal_was_heard_but_not_answered_still_releases()
    {
        var lease = new LeaseLock(_api.Client, "ns", "op-leader", "one", TimeSpan.FromSeconds(15), _time);
        Assert.True(await lease.TryHoldAsync(TestContext.Current.CancellationToken));
        _api.Put(Lease, item => item["spec"]!["renewTime"] = "2999-01-01T00:00:00.000000Z");

        await lease.ReleaseAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", Holder);
    }

    public void Dispose()
    {
        foreach (var (_, message) in _log.Entries)
            TestContext.Current.TestOutputHelper?.WriteLine(message);
        _api.Dispose();
    }

    private string? Holder => _api.Find(Lease)?["spec"]?["holderIdentity"]?.GetValue<string>() ?? "";

    private Task UntilAsync(Func<bool> condition, TimeSpan? step = null) => Wait.UntilAsync(condition, _time, step);

    private Candidate Run(string identity, Action<OperatorSettingsBuilder>? configure = null, bool throwsAtStart = false)
    {
        var settings = new OperatorSettingsBuilder();
        configure?.Invoke(settings);
        var lease = new LeaseLock(_api.Client, "ns", "op-leader", identity, TimeSpan.FromSeconds(15), _time);
        return new Candidate(new Leadership(lease, settings.Build(), _time, _log), _time, throwsAtStart);
    }

    private sealed class Candidate : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly FakeTimeProvider _time;
        private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly bool _throwsAtStart;
        private readonly Task _running;

        public Candidate(Leadership leadership, FakeTimeProvider time, bool throwsAtStart)
        {
            _throwsAtStart = throwsAtStart;
            _time = time;
            _running = Task.Run(() => leadership.RunAsync(Start, StopAsync, _stop.Token));
        }

        public bool Works { get; private set; }

        public int Starts { get; private set; }

        public List<bool> Stops { get; } = [];

        public TimeSpan DrainFor { get; set; }

        public bool Throws { get; set; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Wait.UntilAsync(() => _running.IsCompleted, _time);
            await _running;
            _stop.Dispose();
        }

        private void Start()
        {
            if (_throwsAtStart)
                throw new InvalidOperationException("start");
            Starts++;
            Works = true;
        }

        private async Task StopAsync(bool orderly)
        {
            Stops.Add(orderly);
            if (orderly && DrainFor > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(DrainFor, _time), _cut.Task);
            _cut.TrySetResult();
            Works = false;
            if (Throws)
                throw new InvalidOperationException("stop");
        }
    }
}
