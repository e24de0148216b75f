using System.Collections.Immutable;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Reconciliation;
using IrsaOperator.Tests.Standins.KubeOps;
using KubeOps.Operator.Engine;
using KubeOps.Operator.LeaderElection;

namespace IrsaOperator.Tests.Reliability;

/// <summary>The clock is set by hours, forward or back: nothing is held up, nothing is hurried, and nothing old is young again.</summary>
public sealed class ClockJumpTests
{
    private static readonly ReconcilerOptions Options = new() { Planning = Sample.Options };

    private readonly JumpingTime _time = new();

    public static TheoryData<int> Hours => [-26, -1, 1, 26];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Hours))]
    public void A_retry_comes_when_it_was_to_come(int hours)
    {
        using var queue = new WorkQueue<string>(_time);
        queue.AddAfter("a", TimeSpan.FromMinutes(1));
        Jump(hours);

        // Another one, which arms the timer anew.
        queue.AddAfter("b", TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal((0, 2), (queue.ReadyCount, queue.ScheduledCount));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (queue.ReadyCount, queue.ScheduledCount));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((2, 0), (queue.ReadyCount, queue.ScheduledCount));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void What_is_known_of_a_role_grows_as_old_as_ever(int hours)
    {
        var cache = new RoleCache(_time);
        var role = FakeRole.Created(new RoleDefinition { Name = "r", Path = "/", Trust = null });
        cache.Read("r", role);
        cache.Changed("r", role);
        Jump(hours);
        Assert.Same(role, cache.Find("r", TimeSpan.FromMinutes(5)));
        Assert.Same(role, cache.FindRead("r", TimeSpan.FromMinutes(5)));
        Assert.True(cache.IsSettling("r"));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(cache.Find("r", TimeSpan.FromMinutes(5)));
        Assert.Null(cache.FindRead("r", TimeSpan.FromMinutes(5)));
        Assert.False(cache.IsSettling("r"));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task The_clusters_identity_is_asked_for_once_in_an_audit_interval(int hours)
    {
        var world = new World();
        using var identities = new ClusterIdentities(world, world, Options, _time);
        await identities.GetAsync(Cancel);
        Jump(hours);
        await identities.GetAsync(Cancel);
        Assert.Equal(1, world.Calls.Count(call => call == "?caller"));
        _time.Advance(Options.AuditInterval);
        await identities.GetAsync(Cancel);
        Assert.Equal(2, world.Calls.Count(call => call == "?caller"));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task The_guard_rails_are_read_once_in_an_audit_interval(int hours)
    {
        var source = new CountedPolicies();
        using var book = new GuardRailBook(source, Options, _time);
        await book.ForAsync("dev", Cancel);
        Jump(hours);
        await book.ForAsync("dev", Cancel);
        Assert.Equal(1, source.Lists);
        _time.Advance(Options.AuditInterval);
        await book.ForAsync("dev", Cancel);
        Assert.Equal(2, source.Lists);
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void A_struggle_over_annotations_pauses_for_minutes_and_not_for_hours(int hours)
    {
        var restorations = new Restorations(_time);
        for (var i = 0; i < 5; i++)
            restorations.Record("uid");
        var before = restorations.Pause("uid");
        Assert.NotNull(before);
        Jump(hours);
        Assert.Equal(before, restorations.Pause("uid"));
        _time.Advance(before.Value);
        Assert.Null(restorations.Pause("uid"));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void A_token_exchange_that_was_seen_is_seen_again_in_time(int hours)
    {
        var exchanges = new VerifiedExchanges(Options, _time);
        exchanges.Remember("uid", "what");
        Jump(hours);
        Assert.True(exchanges.IsFresh("uid", "what"));
        _time.Advance(Options.MaxRoleAge);
        Assert.False(exchanges.IsFresh("uid", "what"));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_lease_is_neither_taken_early_nor_left_lying(int hours)
    {
        using var api = new FakeApi();
        var one = new LeaseLock(api.Client, "ns", "op-leader", "one", TimeSpan.FromSeconds(15), _time);
        var two = new LeaseLock(api.Client, "ns", "op-leader", "two", TimeSpan.FromSeconds(15), _time);
        Assert.True(await one.TryHoldAsync(Cancel));
        Assert.False(await two.TryHoldAsync(Cancel));
        Jump(hours);
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(await two.TryHoldAsync(Cancel));
        Assert.True(two.IsHeldByAnother);
        Assert.True(await one.TryHoldAsync(Cancel));

        // The first one dies.
        Assert.False(await two.TryHoldAsync(Cancel));
        Jump(-hours);
        _time.Advance(TimeSpan.FromSeconds(15.5));
        Assert.True(await two.TryHoldAsync(Cancel));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_set_clock_is_no_standstill_and_saves_up_no_calls(int hours)
    {
        using var guard = new StandstillGuard(_time);
        var rate = new AdaptiveRate(initial: 10, ceiling: 50, _time);
        Assert.NotNull(rate.TryTake(waited: false));
        Jump(hours);
        var passing = guard.PassAsync(Cancel).AsTask();
        Assert.True(passing.IsCompleted);
        await passing;
        Assert.Null(rate.TryTake(waited: false));
        Assert.Equal(0.1, rate.UntilNext.TotalSeconds, 3);
        _time.Advance(rate.UntilNext);
        Assert.NotNull(rate.TryTake(waited: false));
    }

    private void Jump(int hours)
    {
        _time.Jump(TimeSpan.FromHours(hours));
        Figures.Add("clock jumps", 1);
    }

    private sealed class CountedPolicies : IPolicies
    {
        public int Lists { get; private set; }

        public Task<IReadOnlyList<IrsaOperator.Api.IrsaPolicy>> ListAsync(CancellationToken cancellationToken)
        {
            Lists++;
            return Task.FromResult<IReadOnlyList<IrsaOperator.Api.IrsaPolicy>>([]);
        }

        public Task<IReadOnlyList<NamespaceState>> ListNamespacesAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<NamespaceState>>([State("dev")]);

        public Task<NamespaceState?> FindNamespaceAsync(string name, CancellationToken cancellationToken) => Task.FromResult<NamespaceState?>(State(name));

        private static NamespaceState State(string name) => new(name, "1", ImmutableDictionary<string, string>.Empty);
    }
}
