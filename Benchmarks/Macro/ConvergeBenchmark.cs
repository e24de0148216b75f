using System.Diagnostics;
using IrsaOperator.Benchmarks.Bare;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>New bindings in a heap: how many become Ready in a second, and what each costs.</summary>
internal sealed class ConvergeBenchmark : IMacroBenchmark
{
    private const int WarmUp = 400;

    /// <summary>The share of the floor's throughput that must be reached.</summary>
    private const double Share = 0.85;

    public string Name => "converge";

    public string Description => "new bindings to Ready, against a bare client that makes the same calls";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        // The emulator runs in this process, and its code is compiled when it is first used, and once more when it has been used a while.
        var rows = new List<Row>();
        await WarmAsync(bench, cancellationToken);
        foreach (var count in new[] { 100, 1_000, 5_000 })
            rows.AddRange(await RunAsync(bench, bench.Settings.Scale(count), cancellationToken));
        return rows;
    }

    private static async Task WarmAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var cluster = await bench.StartAsync(cancellationToken);
        await using var running = await cluster.StartOperatorAsync(cancellationToken);
        await Models.TakeAsync(cluster, running, cancellationToken);
        await OperatorAsync(bench, cluster, running, bench.Settings.Scale(1_000), cancellationToken);
    }

    private static async Task<IReadOnlyList<Row>> RunAsync(Bench bench, int count, CancellationToken cancellationToken)
    {
        // The two take turns, so that a machine that gets slower or faster meanwhile does so for both.
        var (floors, rates, shares) = (new List<double>(), new List<double>(), new List<double>());
        var cost = default(Cost);
        for (var run = 0; run < Runs(bench, count); run++)
        {
            await using var cluster = await bench.StartAsync(cancellationToken);
            await using var running = await cluster.StartOperatorAsync(cancellationToken);
            var models = await Models.TakeAsync(cluster, running, cancellationToken);
            (var seconds, cost) = await OperatorAsync(bench, cluster, running, count, cancellationToken);
            rates.Add(cost.Bindings / seconds);
            await running.Process.StopAsync();

            floors.Add(count / await FloorAsync(bench, models, count, cancellationToken));
            shares.Add(rates[^1] / floors[^1]);
            bench.Report(string.Create(CultureInfo.InvariantCulture, $"{count} bindings, run {run + 1}: {rates[^1]:0.0}/s, floor {floors[^1]:0.0}/s; {cost.Requests}"));
        }

        var share = new Samples(shares).Median;
        return
        [
            new Row($"{count} bindings, floor", $"{new Samples(floors).Describe("0")} bindings/s"),
            new Row($"{count} bindings, operator", $"{new Samples(rates).Describe("0")} bindings/s"),
            Row.Of($"{count} bindings, share of the floor", Samples.Number(share, "0.0 %"), "at least 85 %", share >= Share),
            Row.Of($"{count} bindings, Kubernetes writes each", Samples.Number(cost.Writes, "0.00"), "at most 3", cost.Writes <= 3.05),
            Row.Of($"{count} bindings, Kubernetes reads each", Samples.Number(cost.Reads, "0.00"), "at most 1", cost.Reads <= 1.05),
            Row.Of($"{count} bindings, IAM calls each", Samples.Number(cost.Iam, "0.00"), "3", Math.Abs(cost.Iam - 3) < 0.05),
            new Row($"{count} bindings, operator's CPU each", $"{Samples.Number(cost.Cpu * 1000, "0.00")} ms"),
        ];
    }

    // A hundred are over after a second, and tell little once.
    private static int Runs(Bench bench, int count) => count switch
    {
        <= 100 => 3 * bench.Settings.Runs,
        <= 1_000 => bench.Settings.Runs,
        _ => Math.Min(2, bench.Settings.Runs),
    };

    private static async Task<(double Seconds, Cost Cost)> OperatorAsync(Bench bench, BenchCluster cluster, OperatorRun running, int count, CancellationToken cancellationToken)
    {
        const string @namespace = "new";
        await cluster.Eks.Plane.CreateNamespaceAsync("warm", cancellationToken);
        await cluster.Eks.Plane.CreateNamespaceAsync(@namespace, cancellationToken);
        await cluster.CreateAsync("warm", 0, WarmUp, cancellationToken);
        await running.ReconciledAsync(1 + WarmUp, cancellationToken);
        await using var gate = await Gate.CloseAsync(cluster, bench.Settings.Parallelism, cancellationToken);
        await cluster.CreateAsync(@namespace, 0, count, cancellationToken);
        await using var watch = await cluster.WatchAsync(@namespace, count, cancellationToken);
        var requests = await cluster.RequestsAsync(cancellationToken);
        var mark = cluster.Aws.Journal.Mark();
        var cpu = await running.CpuAsync(cancellationToken);
        var start = Stopwatch.GetTimestamp();
        gate.Open();
        var reconciled = running.ReconciledAsync(1 + WarmUp + gate.Bindings + count, cancellationToken);
        await Task.WhenAny(watch.All, reconciled);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await reconciled;
        var made = (await cluster.RequestsAsync(cancellationToken)).Since(requests);
        var all = count + gate.Bindings;

        // Those at the gate had written their finalizers before, and write and read the rest now: two writes of three each.
        return (seconds, new Cost(
            count + (gate.Bindings * 2 / 3.0),
            (made.Writes - (2 * gate.Bindings)) / count,
            (made.Reads - gate.Bindings) / count,
            (double)cluster.Aws.Journal.Since(mark).Count(call => call.Service == "iam") / all,
            (await running.CpuAsync(cancellationToken) - cpu) / all,
            made.ToString()));
    }

    private static async Task<double> FloorAsync(Bench bench, Models models, int count, CancellationToken cancellationToken)
    {
        await using var cluster = await bench.StartAsync(cancellationToken);
        await cluster.Eks.Plane.CreateNamespaceAsync("bare-warm", cancellationToken);
        await cluster.Eks.Plane.CreateNamespaceAsync("bare", cancellationToken);
        await cluster.CreateAsync("bare-warm", 0, WarmUp, cancellationToken);
        await cluster.CreateAsync("bare", 0, count, cancellationToken);
        string[] arguments =
        [
            "--warm-up", WarmUp.ToString(CultureInfo.InvariantCulture),
            "--count", count.ToString(CultureInfo.InvariantCulture),
            "--parallelism", bench.Settings.Parallelism.ToString(CultureInfo.InvariantCulture),
        ];
        await using var bare = await BareRun.StartAsync(cluster, models.Status, models.Trust, arguments, cancellationToken);
        await using var watch = await cluster.WatchAsync("bare", count, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var gone = bare.GoAsync(cancellationToken);
        await Task.WhenAny(watch.All, gone);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await gone;
        return seconds;
    }

    private readonly record struct Cost(double Bindings, double Writes, double Reads, double Iam, double Cpu, string Requests);
}
