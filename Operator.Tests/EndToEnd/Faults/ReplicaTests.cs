using System.Globalization;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Two replicas, one of which works: whatever becomes of it, no two of them ever write for the same bindings.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class ReplicaTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>KubeOps's own: a lease of 15 s, which is renewed every 2 s or given up after 10 s.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(2);

    /// <summary>What an event takes on its way through a busy machine.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);

    private const int Bindings = 12;

    private Replica _first = null!;
    private Replica _second = null!;
    private string _namespace = "";
    private int _mark;

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async ValueTask InitializeAsync()
    {
        await fixture.StopAsync();
        fixture.Eks.ByHand = true;
        _first = await Replica.StartAsync(fixture);
        await UntilAsync(() => _first.Leads, "the first one to lead");
        _second = await Replica.StartAsync(fixture);
        _namespace = await fixture.CreateNamespaceAsync("replicas");
        for (var i = 0; i < Bindings; i++)
            await fixture.CreateAsync(_namespace, Name(i), spec => spec.ServiceAccount!.Create = true);
        for (var i = 0; i < Bindings; i++)
            await fixture.ReadyAsync(_namespace, Name(i));
        Assert.False(_second.Leads);

        // Calls take a while, so that some are always under way.
        fixture.Aws.Behaviour.Latency = TimeSpan.FromMilliseconds(150);
        _mark = fixture.Aws.Journal.Mark();
    }

    public async ValueTask DisposeAsync()
    {
        fixture.Aws.Behaviour.Latency = TimeSpan.Zero;
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task When_the_leader_is_killed_the_other_takes_over_within_the_lease_duration()
    {
        await using var work = new Work(fixture, _namespace);
        await WritesByAsync(1);
        var start = TimeProvider.System.GetTimestamp();
        await _first.Process.KillAsync();
        await UntilAsync(() => _second.Leads, "the second one to lead");
        var taken = TimeProvider.System.GetElapsedTime(start);
        await WritesByAsync(2);
        Report("killed", taken);
        Assert.True(taken < LeaseDuration + RetryPeriod + Slack, $"It took {taken}.");
        await EndAsync(work);
    }

    [Fact]
    public async Task A_leader_that_was_frozen_past_its_lease_writes_nothing_when_it_is_thawed()
    {
        await using var work = new Work(fixture, _namespace);
        await WritesByAsync(1);
        var start = TimeProvider.System.GetTimestamp();
        await _first.Process.FreezeAsync();
        await UntilAsync(() => _second.Leads, "the second one to lead");
        var taken = TimeProvider.System.GetElapsedTime(start);
        await WritesByAsync(2);

        await _first.Process.ThawAsync();
        await UntilAsync(() => !_first.Leads, "the first one to notice");

        // It would have gone on by now with what was under way.
        var thawed = fixture.Aws.Journal.Mark();
        await UntilAsync(() => Writes(thawed).Count >= 20, "the second one's work");
        Report("frozen and thawed", taken);
        Assert.True(taken < LeaseDuration + RetryPeriod + Slack, $"It took {taken}.");
        await EndAsync(work);
    }

    [Fact]
    public async Task A_leader_that_is_cut_off_from_the_API_server_stops_writing_before_another_may_begin()
    {
        await using var work = new Work(fixture, _namespace);
        await WritesByAsync(1);
        var (start, at) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow());
        _first.Api.Cut(cut: true);
        await UntilAsync(() => _second.Leads, "the second one to lead");
        var taken = TimeProvider.System.GetElapsedTime(start);
        await WritesByAsync(2);
        var first = Keys()[0];
        var last = Writes(_mark).Last(call => call.AccessKeyId == first).Time - at;
        Report("partitioned", taken, $"the first one's last write came {last.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s after the cut");
        Assert.True(last < RenewDeadline + Slack, $"It wrote for {last}.");
        Assert.True(taken < LeaseDuration + RetryPeriod + Slack, $"It took {taken}.");

        // It comes back as the one that waits.
        _first.Api.Cut(cut: false);
        Assert.False(_first.Leads);
        await EndAsync(work);
    }

    [Fact]
    public async Task An_orderly_stop_hands_over_within_a_second()
    {
        await using var work = new Work(fixture, _namespace);
        await WritesByAsync(1);
        Assert.Equal(0, await _first.Process.StopAsync());
        var start = TimeProvider.System.GetTimestamp();
        await UntilAsync(() => _second.Leads, "the second one to lead");
        var taken = TimeProvider.System.GetElapsedTime(start);
        await WritesByAsync(2);
        Report("stopped", taken);
        Assert.True(taken < TimeSpan.FromSeconds(1.5), $"It took {taken}.");
        await EndAsync(work);
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"b{i}");

    /// <summary>Ends the edits; everything comes to rest as declared, and never did the first one write after the second had begun.</summary>
    private async Task EndAsync(Work work)
    {
        await work.EndAsync();
        var stage = work.LastStage;
        await fixture.EventuallyAsync(
            () => Task.FromResult(fixture.Aws.Account.Roles.Count(role => role.Name.StartsWith(_namespace, StringComparison.Ordinal) && role.Tags.GetValueOrDefault("stage") == stage)),
            whole => whole == Bindings, "all roles to be as declared");
        var keys = Writes(_mark).Select(call => call.AccessKeyId!).ToList();
        var turns = keys.Where((key, i) => i == 0 || keys[i - 1] != key).ToList();
        Assert.Equal(2, turns.Count);
    }

    private List<AwsCall> Writes(int mark) =>
        [.. fixture.Aws.Journal.Since(mark).Where(call => OperatorIdentity.IsOperator(call.Principal) && OperatorFixture.IsWrite(call.Operation) && call.AccessKeyId is not null)];

    private List<string> Keys() => [.. Writes(_mark).Select(call => call.AccessKeyId!).Distinct(StringComparer.Ordinal)];

    private Task WritesByAsync(int processes) => UntilAsync(() => Keys().Count == processes, $"writes by {processes} processes");

    private void Report(string what, TimeSpan taken, string more = "")
    {
        Figures.Add("failovers", 1);
        output.WriteLine($"{what}: the other leads after {taken.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s; {Writes(_mark).Count} writes so far. {more}");
    }

    private Task UntilAsync(Func<bool> holds, string what) => fixture.EventuallyAsync(() => Task.FromResult(holds()), met => met, what);

    /// <summary>Users who never stop editing.</summary>
    private sealed class Work : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ending = new();
        private readonly Task _editing;

        public Work(FaultFixture fixture, string @namespace) => _editing = Task.Run(() => EditAsync(fixture, @namespace));

        public string LastStage { get; private set; } = "";

        public async Task EndAsync()
        {
            await _ending.CancelAsync();
            await _editing;
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            _ending.Dispose();
        }

        private async Task EditAsync(FaultFixture fixture, string @namespace)
        {
            for (var stage = 1; !_ending.IsCancellationRequested; stage++)
            {
                LastStage = stage.ToString(CultureInfo.InvariantCulture);
                for (var i = 0; i < Bindings; i++)
                    await fixture.PatchAsync(@namespace, Name(i), $$$$"""{"role":{"tags":{"stage":"{{{{LastStage}}}}"}}}""");
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }
}
