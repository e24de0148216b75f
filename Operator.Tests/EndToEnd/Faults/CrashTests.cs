using System.Globalization;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// I5: a real process is killed at every call, before its effect, before its answer, and after it; a restart reaches the state of the
/// undisturbed run. I1 to I3 hold at each of the calls on the way.
/// </summary>
/// <remarks>
/// Here one of the three moments is taken for every second write, in turn; with IRSA_CRASH=writes for every write, with IRSA_CRASH=all each
/// moment for each call, reads as well.
/// </remarks>
[Collection(FaultCollection.Name)]
public sealed class CrashTests(FaultFixture fixture, ITestOutputHelper output)
{
    private static readonly bool All = Environment.GetEnvironmentVariable("IRSA_CRASH") == "all";
    private static readonly string Figure = Environment.GetEnvironmentVariable("IRSA_CRASH") switch
    {
        "all" => "crash points, every call",
        "writes" => "crash points, every write",
        _ => "crash points",
    };

    private static readonly int Stride = Environment.GetEnvironmentVariable("IRSA_CRASH") == "writes" ? 1 : 2;

    public static TheoryData<string> Scenarios => [.. CrashScenarios.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task I5_Killed_at_any_call_it_comes_to_the_same_end(string name)
    {
        var scenario = new CrashScenarios(fixture)[name];
        fixture.Eks.ByHand = true;
        if (fixture.Operator is null)
            await fixture.StartAsync();
        Prepare();

        var (undisturbed, calls) = await UndisturbedAsync(scenario, name);
        Assert.NotEmpty(calls);
        var points = Points(calls).ToList();
        var looks = 0;
        foreach (var (place, moment) in points)
        {
            var (end, violations, seen) = await CrashedAsync(scenario, name, place, moment);
            looks += seen;
            Assert.True(violations.Count == 0, $"Killed at {place} {calls[place]}, {moment}: {string.Join("; ", violations)}");
            Assert.True(undisturbed == end, $"Killed at {place} {calls[place]}, {moment}, it came to another end.\nUndisturbed: {undisturbed}\nKilled: {end}\n{string.Join(", ", calls)}");
        }

        Figures.Add(Figure, points.Count);
        Figures.Add("calls looked at", looks);
        output.WriteLine($"{name}: {calls.Count} calls, {points.Count} kills, {looks} calls looked at, the same end each time: {string.Join(", ", calls)}");
    }

    /// <summary>Places are of the sequence as it is without a crash; one that does not come again is waited for in vain, and skipped.</summary>
    private static IEnumerable<(int Place, Moment Moment)> Points(IReadOnlyList<string> calls)
    {
        var turn = 0;
        for (var place = 0; place < calls.Count; place++)
        {
            if (All)
            {
                foreach (var moment in Enum.GetValues<Moment>())
                    yield return (place, moment);
            }
            else if (IsWrite(calls[place]) && turn++ % Stride == 0)
            {
                yield return (place, (Moment)(turn / Stride % 3));
            }
        }
    }

    private static bool IsWrite(string call) => call.Split(' ') is ["aws", var operation]
        ? OperatorFixture.IsWrite(operation)
        : !call.EndsWith("events", StringComparison.Ordinal);

    private void Prepare()
    {
        var provider = fixture.Aws.Account.OidcProviders[0];
        if (!provider.ClientIds.Contains("other"))
            fixture.Aws.Account.ChangeOidcProvider(provider.Arn, known => known with { ClientIds = known.ClientIds.Add("other") });
    }

    private async Task<(string End, IReadOnlyList<string> Calls)> UndisturbedAsync(CrashScenario scenario, string name)
    {
        var @namespace = await fixture.CreateNamespaceAsync("plain");
        await scenario.Prepare(@namespace);
        using var trap = new CallTrap(fixture.Aws.Behaviour, fixture.Api, @namespace);
        var watch = new InvariantWatch(fixture, trap, @namespace) { Adopts = name == "adopt" };
        await ActAsync(scenario, @namespace);
        await scenario.End(@namespace);
        var calls = await SettledAsync(trap);
        Assert.Empty(watch.Violations);
        return (await Snapshot.TakeAsync(fixture, @namespace), calls);
    }

    private async Task<(string End, IReadOnlyCollection<string> Violations, int Looks)> CrashedAsync(CrashScenario scenario, string name, int place, Moment moment)
    {
        var @namespace = await fixture.CreateNamespaceAsync(string.Create(CultureInfo.InvariantCulture, $"crash-{place}"));
        await scenario.Prepare(@namespace);
        using var trap = new CallTrap(fixture.Aws.Behaviour, fixture.Api, @namespace);
        var watch = new InvariantWatch(fixture, trap, @namespace) { Adopts = name == "adopt" };
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        trap.Arm(place, moment, async () =>
        {
            // It makes its first calls before it is ready, and this holds the call meanwhile.
            while (fixture.Operator is null)
                await Task.Delay(10, CancellationToken.None);
            await fixture.KillAsync();
            killed.SetResult();
        });
        await ActAsync(scenario, @namespace);

        // The order of calls may differ a little from run to run: where the place never comes, the end does.
        var end = scenario.End(@namespace);
        await Task.WhenAny(killed.Task, end);
        trap.Disarm();
        if (fixture.Operator is null)
            await fixture.StartAsync();
        await end;
        await SettledAsync(trap);
        return (await Snapshot.TakeAsync(fixture, @namespace), watch.Violations, watch.Looks);
    }

    private async Task ActAsync(CrashScenario scenario, string @namespace)
    {
        if (scenario.WhileAway)
            await fixture.StopAsync();
        await scenario.Act(@namespace);
        if (scenario.WhileAway)
            await fixture.StartAsync();
    }

    /// <summary>Waits until no call has come for a moment: an event may be written after the status.</summary>
    private async Task<IReadOnlyList<string>> SettledAsync(CallTrap trap)
    {
        var count = -1;
        await fixture.EventuallyAsync(
            async () =>
            {
                var before = count;
                await Task.Delay(150, FaultFixture.Cancel);
                return (Before: before, Now: count = trap.Seen.Count);
            },
            counts => counts.Before == counts.Now, "the calls to end");
        return trap.Seen;
    }
}
