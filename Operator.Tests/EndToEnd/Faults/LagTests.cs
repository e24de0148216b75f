using System.Globalization;
using IrsaOperator.Api;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// IAM's reads lag behind its writes, each role's and each read's in its own way, so that a later one may show an older state. What
/// users and administrators do comes to the same end as without a lag, I1 to I3 hold at each call, and nothing is said to have failed.
/// </summary>
/// <remarks>By default some journeys at a lag of up to 6 s; with IRSA_FAULTS=all every one, at up to two minutes. IRSA_SEED repeats the lags of a run.</remarks>
[Collection(FaultCollection.Name)]
public sealed class LagTests(FaultFixture fixture, ITestOutputHelper output)
{
    private static readonly bool All = Environment.GetEnvironmentVariable("IRSA_FAULTS") == "all";
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(All ? 120 : 6);

    public static TheoryData<string> Scenarios =>
        [.. CrashScenarios.Names.Where(name => All || name is "policies change" or "adopt" or "delete" or "delete during create" or "create after delete")];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task I1_I2_I3_Whatever_lags_it_comes_to_the_same_end(string name)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("IRSA_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"{name}: IRSA_SEED={seed}");
        var scenario = new CrashScenarios(fixture)[name];
        fixture.Eks.ByHand = true;
        await fixture.StopAsync();
        await fixture.StartAsync(scenario.WhileAway ? ["--audit-interval", "10s"] : []);
        try
        {
            var plain = await RunAsync(scenario, name, "punctual");
            var behaviour = fixture.Aws.Behaviour;
            var before = behaviour.LaggedReads;
            behaviour.LagReads(Lag, seed);
            var late = await RunAsync(scenario, name, "lagging");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{behaviour.LaggedReads - before} reads lagged; {late.Writes.Count} writes, {plain.Writes.Count} without a lag; told: {string.Join(", ", late.Told)}"));
            Figures.Add("reads that lagged", behaviour.LaggedReads - before);

            Assert.Equal(plain.End, late.End);
            Assert.Empty(late.Violations);
            Assert.Empty(late.Told.Except([Reasons.Propagating]));

            // A role that is there and not shown yet is asked for by its creation, once in three seconds.
            Assert.True(late.Writes.Count <= plain.Writes.Count + (int)(Lag / TimeSpan.FromSeconds(2.5)), string.Join(", ", late.Writes));
            Assert.True(late.Writes.Count(IsChange) <= plain.Writes.Count(IsChange), string.Join(", ", late.Writes));
        }
        finally
        {
            fixture.Aws.Behaviour.LagReads(TimeSpan.Zero);
            await fixture.StopAsync();
        }
    }

    private static bool IsChange(string call) => call != "aws CreateRole";

    private async Task<(string End, IReadOnlyList<string> Writes, IReadOnlyCollection<string> Told, IReadOnlyCollection<string> Violations)> RunAsync(
        CrashScenario scenario, string name, string prefix)
    {
        var @namespace = await fixture.CreateNamespaceAsync(prefix);
        await using var bindings = new BindingWatch(fixture.Client, @namespace);
        await scenario.Prepare(@namespace);
        using var trap = new CallTrap(fixture.Aws.Behaviour, fixture.Api, @namespace);
        var watch = new InvariantWatch(fixture, trap, @namespace) { Adopts = name == "adopt" };
        if (scenario.WhileAway)
            await fixture.StopAsync();
        await scenario.Act(@namespace);
        if (scenario.WhileAway)
            await fixture.StartAsync("--audit-interval", "10s");
        await scenario.End(@namespace);
        var writes = trap.Seen.Where(call => call.StartsWith("aws ", StringComparison.Ordinal) && OperatorFixture.IsWrite(call["aws ".Length..])).ToList();
        var told = bindings.Ready(CrashScenarios.Binding).Where(condition => condition.Status != "True").Select(condition => condition.Reason!).Distinct().ToList();
        return (await Snapshot.TakeAsync(fixture, @namespace), writes, told, watch.Violations);
    }
}
