using System.Globalization;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// I5: a real process is killed at every call, before its effect, before its answer, and after it; a restart reaches the state of the
/// undisturbed run. I1 to I3 hold at each of the calls on the way.
/// </summary>
/// <remarks>
/// All scenarios go on side by side, each in a namespace of its own, and each is stopped at the same place of its own sequence: one
/// process dies at as many calls as there are scenarios. Here each call has one of the three moments, in turn; with IRSA_CRASH=all, all three.
/// </remarks>
[Collection(FaultCollection.Name)]
public sealed class CrashTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Flags = ["--max-parallel-reconciles", "32"];
    private static readonly bool All = Environment.GetEnvironmentVariable("IRSA_CRASH") == "all";

    public async ValueTask InitializeAsync()
    {
        await fixture.StopAsync();
        fixture.Eks.ByHand = true;
        await fixture.StartAsync(Flags);
        var provider = fixture.Aws.Account.OidcProviders[0];
        if (!provider.ClientIds.Contains("other"))
            fixture.Aws.Account.ChangeOidcProvider(provider.Arn, known => known with { ClientIds = known.ClientIds.Add("other") });
    }

    public async ValueTask DisposeAsync() => await fixture.StopAsync();

    [Fact]
    public async Task I5_Killed_at_any_call_it_comes_to_the_same_end()
    {
        var undisturbed = (await PlayAsync("plain", CrashScenarios.Names, at: null)).ToDictionary(life => life.Name, StringComparer.Ordinal);
        Assert.All(undisturbed.Values, life => Assert.NotEmpty(life.Calls));
        var (points, looks) = (0, 0);
        for (var place = 0; undisturbed.Values.Any(life => life.Calls.Count > place); place++)
        {
            // One that has no such place any more is not lived once more.
            var names = CrashScenarios.Names.Where(name => undisturbed[name].Calls.Count > place).ToList();
            foreach (var turn in Enumerable.Range(0, All ? 3 : 1))
            {
                foreach (var life in await PlayAsync(string.Create(CultureInfo.InvariantCulture, $"crash-{place}"), names, (place, turn)))
                {
                    var (end, calls) = (undisturbed[life.Name].End, undisturbed[life.Name].Calls);
                    var where = $"{life.Name}, killed at {place} {calls[place]}, {life.Moment}";
                    Assert.True(life.Watch.Violations.Count == 0, $"{where}: {string.Join("; ", life.Watch.Violations)}");
                    Assert.True(end == life.End, $"{where}, it came to another end.\nUndisturbed: {end}\nKilled: {life.End}\n{string.Join(", ", calls)}\n{string.Join(", ", life.Calls)}");
                    points += life.WasKilled ? 1 : 0;
                    looks += life.Watch.Looks;
                }
            }
        }

        foreach (var life in undisturbed.Values)
            output.WriteLine($"{life.Name}: {life.Calls.Count} calls, {string.Join(", ", life.Calls)}");
        output.WriteLine($"{points} kills, {looks} calls looked at, the same end each time");
        Figures.Add(All ? "crash points, every call and moment" : "crash points", points);
        Figures.Add("calls looked at", looks);
        Assert.InRange(points, undisturbed.Values.Sum(life => life.Calls.Count) / 2, int.MaxValue);
    }

    /// <summary>Plays scenarios side by side, and kills the process once each of them has come to the place, or to its end.</summary>
    private async Task<IReadOnlyList<Life>> PlayAsync(string prefix, IReadOnlyList<string> names, (int Place, int Turn)? at)
    {
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lives = await Task.WhenAll(names.Select((name, i) => PrepareAsync(prefix, name, (Moment)(((at?.Place + at?.Turn ?? 0) + i) % 3), dead.Task)));
        using var traps = new CallTraps(fixture.Aws.Behaviour, fixture.Api, lives.ToDictionary(life => life.Namespace, life => (life.Trap, life.Watch), StringComparer.Ordinal));
        if (at is var (place, _))
        {
            foreach (var life in lives)
                life.Trap.Arm(place, life.Moment);
        }

        var away = lives.Where(life => life.Scenario.WhileAway).ToList();
        if (away.Count > 0)
        {
            await fixture.StopAsync();
            foreach (var life in away)
                await life.Scenario.Act(life.Namespace);
            await fixture.StartAsync(Flags);
        }

        var ends = lives.Select(LiveAsync).ToList();
        await Task.WhenAll(lives.Zip(ends, (life, end) => Task.WhenAny(life.Trap.Sprung, end)));
        var stopped = lives.Where(life => life.Trap.Sprung.IsCompleted).ToList();
        if (stopped.Count > 0)
        {
            await fixture.KillAsync();
            stopped.ForEach(life => life.WasKilled = true);
            dead.SetResult();
            await fixture.StartAsync(Flags);
        }

        await Task.WhenAll(ends);
        await SettledAsync(lives);

        // Where all had ended nobody was killed: a call that came to its place after the end is let go.
        dead.TrySetResult();
        foreach (var life in lives)
            life.End = await Snapshot.TakeAsync(fixture, life.Namespace);
        return lives;
    }

    private async Task<Life> PrepareAsync(string prefix, string name, Moment moment, Task dead)
    {
        var @namespace = await fixture.CreateNamespaceAsync(prefix);
        var scenario = new CrashScenarios(fixture)[name];
        await scenario.Prepare(@namespace);
        return new Life(name, @namespace, scenario, moment, new CallTrap(dead), new InvariantWatch(fixture, @namespace) { Adopts = name == "adopt" });
    }

    private static async Task LiveAsync(Life life)
    {
        if (!life.Scenario.WhileAway)
            await life.Scenario.Act(life.Namespace);
        await life.Scenario.End(life.Namespace);
    }

    /// <summary>Waits until no call has come for a moment: an event may be written after the status.</summary>
    private Task SettledAsync(IReadOnlyList<Life> lives)
    {
        var count = -1;
        return fixture.EventuallyAsync(
            async () =>
            {
                var before = count;
                await Task.Delay(150, FaultFixture.Cancel);
                return (Before: before, Now: count = lives.Sum(life => life.Trap.Seen.Count));
            },
            counts => counts.Before == counts.Now, "the calls to end");
    }

    /// <summary>One scenario in a namespace of its own.</summary>
    private sealed record Life(string Name, string Namespace, CrashScenario Scenario, Moment Moment, CallTrap Trap, InvariantWatch Watch)
    {
        public string End { get; set; } = "";

        public IReadOnlyList<string> Calls => Trap.Seen;

        /// <summary>Whether the process died at the place.</summary>
        public bool WasKilled { get; set; }
    }
}
