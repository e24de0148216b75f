using System.Globalization;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Reliability;
using k8s;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>
/// IAM is eventually consistent: each read of each role shows it as it was some time ago, the next perhaps as it was before that. The
/// scenarios of the crash tests come to the same end by the same writes. IRSA_LAG=120 by hand for IAM's worst, in seconds.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class LaggingReadTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("IRSA_LAG") ?? "8", CultureInfo.InvariantCulture));

    private static readonly TimeSpan AuditInterval = TimeSpan.FromSeconds(10);

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("IRSA_SEED") is { Length: > 0 } seed && seed.All(char.IsAsciiDigit) ? seed : "20261126", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        await fixture.StopAsync();
        fixture.Eks.ByHand = true;
        await fixture.StartAsync("--audit-interval", $"{AuditInterval.TotalSeconds}s");
        var provider = fixture.Aws.Account.OidcProviders[0];
        if (!provider.ClientIds.Contains("other"))
            fixture.Aws.Account.ChangeOidcProvider(provider.Arn, known => known with { ClientIds = known.ClientIds.Add("other") });
    }

    public async ValueTask DisposeAsync()
    {
        fixture.Aws.Behaviour.LagReads(TimeSpan.Zero);
        (fixture.Aws.Behaviour.BeforeEffect, fixture.Api.Before) = (null, null);
        await fixture.StopAsync();
    }

    [Fact]
    public async Task Reads_that_lag_each_for_itself_lead_to_the_same_end_by_the_same_writes()
    {
        var before = fixture.Aws.Behaviour.LaggedReads;
        var plain = await PlayAsync("plain", TimeSpan.Zero, ends: null);
        var lagging = await PlayAsync("lag", Lag, plain.ToDictionary(scenario => scenario.Key, scenario => scenario.Value.End, StringComparer.Ordinal));
        var lagged = fixture.Aws.Behaviour.LaggedReads - before;
        output.WriteLine($"seed {Seed}, lags up to {Lag.TotalSeconds} s: {lagged} reads lagged");
        foreach (var (name, (end, calls)) in lagging)
        {
            var (writes, undisturbed) = (Writes(calls), Writes(plain[name].Calls));
            output.WriteLine($"{name}: {writes} writes, {undisturbed} without a lag");
            Assert.Equal(plain[name].End, end);

            // A role is read by several calls, each with a lag of its own: what they show together may be no state that ever was. An
            // audit that comes sooner than IAM's answers does again what they don't show yet, to no effect.
            Assert.True(Lag > AuditInterval || writes <= undisturbed + 2, $"{name} called\n{string.Join('\n', calls.Select(Text))}\nand without a lag\n{string.Join('\n', plain[name].Calls.Select(Text))}");
        }

        Assert.True(lagged > 0);
        Figures.Add("reads that lagged", lagged);

        static int Writes(IReadOnlyList<AwsCall> calls) => calls.Count(call => call.ErrorCode is null && OperatorFixture.IsWrite(call.Operation));
        static string Text(AwsCall call) => string.Create(CultureInfo.InvariantCulture, $"{call.Time:mm:ss.fff} {call.Operation} {call.ErrorCode}");
    }

    /// <summary>Plays all scenarios side by side.</summary>
    /// <param name="prefix">What its namespaces are called.</param>
    /// <param name="lag">How far reads may lag.</param>
    /// <param name="ends">The ends to wait for: a look in between may have shown a role as it was, and be followed by one that does not. Null takes what is there.</param>
    private async Task<Dictionary<string, (string End, IReadOnlyList<AwsCall> Calls)>> PlayAsync(string prefix, TimeSpan lag, Dictionary<string, string>? ends)
    {
        var scenarios = new CrashScenarios(fixture);
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in CrashScenarios.Names)
        {
            namespaces[name] = await fixture.CreateNamespaceAsync(prefix);
            await scenarios[name].Prepare(namespaces[name]);
        }

        var watches = namespaces.ToDictionary(pair => pair.Value, pair => new InvariantWatch(fixture, pair.Value) { Adopts = pair.Key == "adopt" }, StringComparer.Ordinal);
        Watch(watches);
        fixture.Aws.Behaviour.LagReads(lag, Seed);
        var mark = fixture.Aws.Journal.Mark();
        await Task.WhenAll(CrashScenarios.Names.Where(name => !scenarios[name].WhileAway).Select(name => LiveAsync(scenarios[name], namespaces[name])));
        await fixture.StopAsync();

        // The next process does not know what this one wrote, and may do what IAM does not show yet a second time: each answers for its own scenarios.
        var calls = Calls(mark);
        mark = fixture.Aws.Journal.Mark();
        foreach (var name in CrashScenarios.Names.Where(name => scenarios[name].WhileAway))
            await scenarios[name].Act(namespaces[name]);
        await fixture.StartAsync("--audit-interval", $"{AuditInterval.TotalSeconds}s");
        await Task.WhenAll(CrashScenarios.Names.Where(name => scenarios[name].WhileAway).Select(name => scenarios[name].End(namespaces[name])));
        var callsAfter = Calls(mark);
        fixture.Aws.Behaviour.LagReads(TimeSpan.Zero);
        Assert.All(watches, watch => Assert.Empty(watch.Value.Violations));

        var played = new Dictionary<string, (string End, IReadOnlyList<AwsCall> Calls)>(StringComparer.Ordinal);
        foreach (var (name, @namespace) in namespaces)
        {
            var own = (scenarios[name].WhileAway ? callsAfter : calls).Where(call => call.Parameters.Any(parameter => parameter.Value.Contains(@namespace, StringComparison.Ordinal)));
            played[name] = (await EndAsync(name, @namespace, ends?[name]), [.. own]);
        }

        return played;
    }

    private async Task<string> EndAsync(string scenario, string @namespace, string? end)
    {
        var start = TimeProvider.System.GetTimestamp();
        var snapshot = await Snapshot.TakeAsync(fixture, @namespace);
        if (end is null || snapshot == end)
            return snapshot;
        output.WriteLine($"{scenario} is not at its end when IAM's answers stop lagging:\n{(await fixture.Client.ListAsync<IrsaBinding>(@namespace, cancellationToken: FaultFixture.Cancel)).Select(binding => KubernetesJson.Serialize(binding.Status)).FirstOrDefault()}");
        snapshot = await fixture.EventuallyAsync(() => Snapshot.TakeAsync(fixture, @namespace), taken => taken == end, $"{scenario} to come to its end");
        output.WriteLine($"{scenario} came to its end after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        return snapshot;
    }

    private List<AwsCall> Calls(int mark) => [.. fixture.Aws.Journal.Since(mark).Where(call => OperatorIdentity.IsOperator(call.Principal))];

    private static async Task LiveAsync(CrashScenario scenario, string @namespace)
    {
        await scenario.Act(@namespace);
        await scenario.End(@namespace);
    }

    /// <summary>Holds every call to the invariants of the namespace that it is about.</summary>
    private void Watch(Dictionary<string, InvariantWatch> watches)
    {
        fixture.Aws.Behaviour.BeforeEffect = async call =>
        {
            if (OperatorIdentity.IsOperator(call.Principal) && Of(call) is { } watch)
                await watch.AtAwsAsync(call);
            return true;
        };
        fixture.Api.Before = call =>
        {
            if (call.IsWrite && watches.Keys.FirstOrDefault(call.IsIn) is { } @namespace)
                watches[@namespace].AtKubernetes(call);
            return new((ApiAnswer?)null);
        };

        InvariantWatch? Of(AwsCall call) => watches.FirstOrDefault(
            watch => call.Parameters.Any(parameter => parameter.Value.Contains(watch.Key, StringComparison.Ordinal))).Value;
    }
}
