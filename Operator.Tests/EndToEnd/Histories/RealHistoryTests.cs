using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.EndToEnd.Faults;
using IrsaOperator.Tests.Reconciliation.Histories;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>The random histories once more, with real API calls, a real account on the wire, and a real process that is killed.</summary>
/// <remarks>.ci/run asks for them. By hand: IRSA_REAL_HISTORIES=500 for more, IRSA_SEED for the seed that a failure printed.</remarks>
[Collection(HistoryCollection.Name)]
public sealed class RealHistoryTests(FaultFixture fixture, ITestOutputHelper output)
{
    /// <summary>How many are played at once: what takes long is to wait.</summary>
    private const int AtOnce = 50;

    private static readonly string[] Auditing = ["--audit-interval", "10s"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Whatever_happens_in_a_real_cluster_the_specs_alone_determine_the_end() =>
        SampleAsync(Count("IRSA_REAL_HISTORIES"), LiveAsync);

    [Fact]
    public Task The_fakes_come_to_the_same_end_as_what_they_stand_for() => SampleAsync(Count("IRSA_COMPARED_HISTORIES"), CompareAsync);

    private static int Count(string variable)
    {
        var asked = Environment.GetEnvironmentVariable(variable);
        Assert.SkipUnless(asked is { Length: > 0 }, $".ci/run plays them, or {variable}=N does: a deletion may have to wait three minutes until IAM has settled, and a hundred histories take some five minutes.");
        return int.Parse(asked!, CultureInfo.InvariantCulture);
    }

    /// <summary>All histories are one sample: a seed brings the same ones back when their number is the same.</summary>
    private static Task SampleAsync(int count, Func<IReadOnlyList<HistoryStep[]>, Task> run) => HistoryStep.Histories.Array[count].SampleAsync(
        run, seed: Environment.GetEnvironmentVariable("IRSA_SEED"), iter: 1, threads: 1, print: histories => $"{histories.Length} histories");

    private async Task LiveAsync(IReadOnlyList<HistoryStep[]> histories)
    {
        using var stage = await StartAsync(Auditing);
        var failures = new ConcurrentBag<string>();
        var worlds = new ConcurrentBag<RealHistoryWorld>();
        await Parallel.ForAsync(0, histories.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel }, async (number, _) =>
        {
            var world = new RealHistoryWorld(stage, number);
            worlds.Add(world);
            await TryAsync(failures, world, histories[number], async () =>
            {
                await world.InitializeAsync();
                await new History(world).LiveAsync(histories[number]);
            });
        });
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));

        await SecondPassAsync(stage, worlds);
        output.WriteLine($"{histories.Count} histories of {HistoryStep.Length} steps; {stage.Deaths} operators ended, {worlds.Sum(world => world.Faults)} faults struck; bindings at the end: "
            + string.Join(", ", worlds.SelectMany(world => world.Subjects).CountBy(subject => subject.Ready?.Reason ?? "Unknown", StringComparer.Ordinal).OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Key} {reason.Value}")));
        Figures.Add("histories on the real control plane", histories.Count);
        await EndAsync(worlds);
    }

    private async Task CompareAsync(IReadOnlyList<HistoryStep[]> histories)
    {
        using var stage = await StartAsync();
        var pairs = histories.Select((steps, number) => new HistoryPair(stage, 900 - number, [.. steps.Select(HistoryPair.Common)], Cancel)).ToList();
        await Task.WhenAll(pairs.Select(pair => pair.InitializeAsync()));
        for (var at = 0; at < HistoryStep.Length; at++)
        {
            await Task.WhenAll(pairs.Select(pair => pair.StepAsync(at)));

            // A new process knows nothing of roles: here and there it is the same one that looks again.
            if (at % 10 != 9)
                continue;
            await stage.RestartAsync();
            await Task.WhenAll(pairs.Select(pair => pair.RestartedAsync()));
        }

        using var auditing = await StartAsync(Auditing);
        var ends = await Task.WhenAll(pairs.Select(pair => pair.EndAsync()));
        var differences = ends.OfType<string>().ToList();
        output.WriteLine($"{pairs.Count} histories; in {pairs.Count(pair => pair.IsAmbiguous)} the order of events may decide; {differences.Count} ended differently");
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Figures.Add("histories compared fake against real", pairs.Count);
        await EndAsync([.. pairs.Select(pair => pair.Real)]);
    }

    private async Task<HistoryStage> StartAsync(params string[] arguments)
    {
        await fixture.StopAsync();
        fixture.Eks.ByHand = true;
        foreach (var name in (string[])["fence", "backdoor"])
        {
            if (fixture.Aws.Account.FindPolicy($"arn:aws:iam::{fixture.Identity.Account}:policy/{name}") is null)
                fixture.Aws.Account.AddManagedPolicy(name, HistoryOracle.Document("s3:*").Text);
        }

        // Roles to be taken over are on the path /, which the operator's policy has to name for it.
        fixture.Aws.Account.ChangeRole(OperatorIdentity.RoleName, role => role with
        {
            InlinePolicies = role.InlinePolicies.ToImmutableSortedDictionary(policy => policy.Key, policy => policy.Value.Replace($":role{OperatorIdentity.ManagedRolePath}", ":role/", StringComparison.Ordinal), StringComparer.Ordinal),
        });
        var stage = new HistoryStage(fixture, arguments);
        await stage.StartAsync();
        return stage;
    }

    private static async Task TryAsync(ConcurrentBag<string> failures, RealHistoryWorld world, IReadOnlyList<HistoryStep> steps, Func<Task> live)
    {
        try
        {
            await live();
        }
        catch (Exception error) when (!Cancel.IsCancellationRequested)
        {
            failures.Add($"{error.Message}\nafter\n{string.Join(",\n", steps)}\n{string.Join("\n", world.Calls())}\n{error}");
        }
    }

    /// <summary>A new process looks at everything, and writes nothing.</summary>
    private async Task SecondPassAsync(HistoryStage stage, IReadOnlyCollection<RealHistoryWorld> worlds)
    {
        await stage.RestartAsync();
        await LookedAtAsync(worlds);
        var (mark, before) = (fixture.Aws.Journal.Mark(), await Task.WhenAll(worlds.Select(world => world.VersionsAsync())));
        await stage.RestartAsync();
        await LookedAtAsync(worlds);
        Assert.Empty(worlds.SelectMany(world => world.WritesSince(mark)));
        Assert.Equal(before, await Task.WhenAll(worlds.Select(world => world.VersionsAsync())));
    }

    private Task<string> LookedAtAsync(IReadOnlyCollection<RealHistoryWorld> worlds)
    {
        var bindings = worlds.Sum(world => world.Subjects.Count);
        return fixture.EventuallyAsync(() => fixture.Operator!.MetricsAsync(Cancel), metrics => OperatorMetrics.Bindings(metrics) >= bindings, $"{bindings} bindings to be looked at");
    }

    /// <summary>Deletes all bindings: nothing of theirs stays.</summary>
    private async Task EndAsync(IReadOnlyCollection<RealHistoryWorld> worlds)
    {
        var prefixes = worlds.Select(world => world.Names.Prefix).ToHashSet(StringComparer.Ordinal);
        await Task.WhenAll(worlds.Select(world => world.EndAsync()));
        Assert.Empty(fixture.Aws.Account.Roles
            .Where(role => prefixes.Contains(role.Name[..HistoryStage.PrefixLength]) && Owner.Of(RealRole.Definition(role).Tags) is { Namespace: not "elsewhere" })
            .Select(role => role.Name));
    }
}
