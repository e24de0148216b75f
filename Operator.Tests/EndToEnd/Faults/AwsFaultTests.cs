using System.Globalization;
using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>I7 and I8: every call that is about one role fails in every way, all at once, each for a binding of its own.</summary>
[Collection(AwsFaultCollection.Name)]
public sealed class AwsFaultTests(FaultFixture fixture, ITestOutputHelper output)
{
    private const int Bystanders = 10;

    private static CancellationToken Cancel => FaultFixture.Cancel;

    /// <summary>
    /// While its fault lasts a binding names the operation and the reason, or gets on all the same; when it ends the binding becomes
    /// what an undisturbed one is. Meanwhile others are made as if nothing were.
    /// </summary>
    [Fact]
    public async Task I7_I8_Whatever_a_call_fails_with_its_binding_says_so_and_recovers_and_no_other_feels_it() =>
        await RunAsync("matrix", AwsFaultMatrix.Cells);

    /// <summary>
    /// Apart, and few at a time: what is throttled slows down all calls of its kind, as AWS means it. By default one read and one
    /// write; IRSA_FAULTS=all takes every operation.
    /// </summary>
    [Fact]
    public async Task I8_Whichever_call_is_throttled_its_binding_says_so_and_recovers()
    {
        var cells = AwsFaultMatrix.ThrottledCells;
        if (Environment.GetEnvironmentVariable("IRSA_FAULTS") != "all")
            cells = [.. cells.Where(cell => (cell.Operation, cell.Journey) is ("GetRole", AwsFaultJourney.Existing) or ("CreateRole", _))];
        foreach (var some in cells.Chunk(2))
            await RunAsync("throttled", some);
    }

    [Fact]
    public void Every_operation_of_the_operators_policy_has_its_row()
    {
        var allowed = new[] { ConfigFiles.OperatorPolicy, Path.Combine(Path.GetDirectoryName(ConfigFiles.OperatorPolicy)!, "operator-policy-manage-provider.json") }
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["Statement"]!.AsArray())
            .SelectMany(statement => statement!["Action"] is JsonArray actions ? actions.Select(action => $"{action}") : [$"{statement["Action"]}"])
            .Select(action => action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..])
            .Order(StringComparer.Ordinal);
        Assert.Equal(allowed, AwsFaultMatrix.Rows.Select(row => row.Operation).Concat(AwsAccountFaultTests.Signed).Order(StringComparer.Ordinal));
    }

    private async Task RunAsync(string prefix, IReadOnlyList<AwsFaultCell> cells)
    {
        var @namespace = await fixture.CreateNamespaceAsync(prefix);
        await using var watch = new BindingWatch(fixture.Client, @namespace);
        var bindings = new AwsFaultBindings(fixture, @namespace, watch);
        var mark = fixture.Aws.Journal.Mark();
        var start = TimeProvider.System.GetTimestamp();
        await fixture.StartAsync("--audit-interval", "15s", "--aws-timeout", "3s", "--max-parallel-reconciles", "256");
        try
        {
            var undisturbed = await UndisturbedAsync(bindings, prefix);

            // What has to be told while IAM settles is made last and begins first.
            cells = [.. cells.OrderBy(cell => cell.IsBelievedInTheEnd)];
            await Parallel.ForEachAsync(cells, Cancel, async (cell, _) => await bindings.PrepareAsync(cell.Name, cell.Journey));
            foreach (var cell in cells)
                await bindings.PreparedAsync(cell.Name, cell.Journey);
            output.WriteLine($"prepared after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F1} s");
            var quiet = await MakeAsync(@namespace, $"quiet-{prefix}", watch);

            var runs = cells.Select(cell => new AwsFaultRun(cell, bindings, watch, undisturbed[cell.Journey])).ToList();
            foreach (var run in runs)
                run.Arm(fixture.Aws.Behaviour);
            await Parallel.ForEachAsync(cells.Reverse(), Cancel, async (cell, _) => await bindings.BeginAsync(cell.Name, cell.Journey));
            var bystanders = MakeAsync(@namespace, $"bystander-{prefix}", watch);
            var noisy = await SettleAsync(runs, bystanders);

            output.WriteLine($"settled after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F1} s");
            Tell(cells, runs, quiet, noisy);
            Assert.True(runs.TrueForAll(run => run.IsDone), string.Join('\n', runs.Where(run => !run.IsDone).Select(run => run.Story())));
            var operations = fixture.Aws.Journal.Since(mark).Where(call => OperatorIdentity.IsOperator(call.Principal)).Select(call => call.Operation).Distinct();
            Assert.Empty(operations.Except(AwsFaultMatrix.Rows.Select(row => row.Operation)).Except(AwsAccountFaultTests.Signed).Except(["GetCallerIdentity"]));
        }
        finally
        {
            fixture.Aws.Behaviour.ClearFaults();
            await fixture.StopAsync();
        }
    }

    /// <summary>What a binding of each journey comes to when nothing fails.</summary>
    private async Task<Dictionary<AwsFaultJourney, string>> UndisturbedAsync(AwsFaultBindings bindings, string prefix)
    {
        var pictures = new Dictionary<AwsFaultJourney, string>();
        foreach (var journey in Enum.GetValues<AwsFaultJourney>())
        {
            var name = $"undisturbed-{prefix}-{journey}".ToLowerInvariant();
            await bindings.PrepareAsync(name, journey);
            await bindings.PreparedAsync(name, journey);
            await bindings.BeginAsync(name, journey);
            await fixture.EventuallyAsync(() => bindings.IsAtRestAsync(name, journey), rests => rests, $"{name} to rest");
            pictures[journey] = await bindings.PictureAsync(name);
        }

        return pictures;
    }

    /// <summary>Makes some bindings that nothing fails for.</summary>
    /// <returns>How long it took until all were ready, and when that was.</returns>
    private async Task<(TimeSpan Took, DateTimeOffset At)> MakeAsync(string @namespace, string prefix, BindingWatch watch)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Bystanders; i++)
            await fixture.CreateAsync(@namespace, $"{prefix}-{i}", spec => spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"]);
        for (var i = 0; i < Bystanders; i++)
        {
            var name = $"{prefix}-{i}";
            await fixture.Client.CreateAsync(
                new k8s.Models.V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new() { Name = name, NamespaceProperty = @namespace } }, Cancel);
            await fixture.EventuallyAsync(() => Task.FromResult(watch[name]), FaultFixture.IsReady, $"{name} to be ready");
        }

        return (TimeProvider.System.GetElapsedTime(start), TimeProvider.System.GetUtcNow());
    }

    /// <summary>Lifts each fault when it has been told, and waits until all have recovered. The first half of them stays until the bystanders are ready.</summary>
    private async Task<(TimeSpan Took, DateTimeOffset At)> SettleAsync(List<AwsFaultRun> runs, Task<(TimeSpan Took, DateTimeOffset At)> bystanders)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromMinutes(4))
        {
            foreach (var run in runs.Where(run => !run.IsDone))
                await run.LookAsync(mayLift: bystanders.IsCompleted);
            if (bystanders.IsCompleted && runs.TrueForAll(run => run.IsDone))
                break;
            await Task.Delay(50, Cancel);
        }

        return await bystanders;
    }

    private void Tell(IReadOnlyList<AwsFaultCell> cells, List<AwsFaultRun> runs, (TimeSpan Took, DateTimeOffset At) quiet, (TimeSpan Took, DateTimeOffset At) noisy)
    {
        var faults = runs.Sum(run => run.Hits);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cells.Count} cells of {cells.Select(cell => cell.Operation).Distinct().Count()} operations: {runs.Count(run => run.IsDone)} recovered, {runs.Count(run => run.WasTold)} told in a condition, {faults} calls failed."));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Bystanders} bindings were ready in {quiet.Took.TotalSeconds:F1} s before, and in {noisy.Took.TotalSeconds:F1} s while {runs.Count} others failed."));
        Figures.Add("AWS fault cells (operation × fault)", cells.Count);
        Figures.Add("AWS faults injected", faults);
    }
}
