using System.Diagnostics;
using IrsaOperator.Benchmarks.Bare;
using IrsaOperator.Benchmarks.Commands;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>How many bindings the operator gets done in a second, against a bare client that makes the same calls with the same parallelism.</summary>
internal abstract class FloorBenchmark : IMacroBenchmark
{
    private const int WarmUp = 400;

    /// <summary>
    /// How many more each run warms up with. The API server collects its garbage every hundred bindings or so, for half a second: after the same
    /// work each time, that would fall into all runs of the one and into none of the other's.
    /// </summary>
    private const int MoreEachRun = 17;

    /// <summary>The share of the floor's throughput that must be reached, in percent.</summary>
    private const double Share = 85;

    /// <summary>How long the operator is not asked at all: one that has died is found out then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public abstract string Name { get; }

    public abstract string Description { get; }

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        // The emulator runs in this process, and its code is compiled when it is first used, and once more when it has been used a while.
        var rows = new List<Row>();
        var models = await WarmAsync(bench, cancellationToken);
        foreach (var count in bench.Settings.Bindings)
            rows.AddRange(await RunAsync(bench, models, bench.Settings.Scale(count), cancellationToken));
        return rows;
    }

    /// <summary>Has the operator do it, when it has got done some bindings before that are not measured.</summary>
    protected abstract Task<(double Seconds, BindingCost Cost)> OperatorAsync(
        Bench bench, BenchCluster cluster, OperatorRun running, int warmUp, int count, CancellationToken cancellationToken);

    /// <summary>Has the bare client do it, after the same.</summary>
    /// <returns>The seconds that it took.</returns>
    protected abstract Task<double> FloorAsync(Bench bench, BenchCluster cluster, Models models, int warmUp, int count, CancellationToken cancellationToken);

    /// <summary>What each binding cost the operator.</summary>
    protected abstract IEnumerable<Row> Costs(string what, BindingCost cost);

    /// <summary>Has the bare client created bindings that it can work on, and starts it.</summary>
    protected static async Task<BareRun> StartBareAsync(
        Bench bench, BenchCluster cluster, Models models, int warmUp, int count, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await cluster.Eks.Plane.CreateNamespaceAsync(BareCommand.WarmNamespace, cancellationToken);
        await cluster.Eks.Plane.CreateNamespaceAsync(BareCommand.Namespace, cancellationToken);
        await cluster.CreateAsync(BareCommand.WarmNamespace, 0, warmUp, cancellationToken);
        await cluster.CreateAsync(BareCommand.Namespace, 0, count, cancellationToken);
        return await BareRun.StartAsync(
            cluster,
            models.Status,
            models.Trust,
            [
                "--warm-up", warmUp.ToString(CultureInfo.InvariantCulture),
                "--count", count.ToString(CultureInfo.InvariantCulture),
                "--parallelism", bench.Settings.Parallelism.ToString(CultureInfo.InvariantCulture),
                .. arguments,
            ],
            cancellationToken);
    }

    /// <summary>
    /// Opens the gate, and measures the operator until the watch has seen the end. Its own metrics are asked only when the watch is over: each
    /// page would take from what is measured, and nobody asks the bare client.
    /// </summary>
    protected static Task<(double Seconds, BindingCost Cost)> OpenAsync(
        BenchCluster cluster, OperatorRun running, int count, Gate gate, BindingWatch watch, Func<Task> done, CancellationToken cancellationToken) =>
        BindingCost.OfAsync(
            cluster,
            running,
            count,
            gate.Bindings,
            () => TimeAsync(watch, async () =>
            {
                gate.Open();
                await Task.WhenAny(watch.Over, Task.Delay(Patience, cancellationToken));
                await done();
            }),
            cancellationToken);

    /// <summary>Times what the watch sees the end of; who has done it tells its own end as well, in case that the server has cut the watch off.</summary>
    protected static async Task<double> TimeAsync(BindingWatch watch, Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        var done = act();
        await Task.WhenAny(watch.All, done);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done;
        return seconds;
    }

    private async Task<Models> WarmAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var cluster = await bench.StartAsync(cancellationToken);
        await using var running = await cluster.StartOperatorAsync(cancellationToken);
        var models = await Models.TakeAsync(cluster, running, cancellationToken);
        await OperatorAsync(bench, cluster, running, WarmUp, bench.Settings.Scale(1_000), cancellationToken);
        return models;
    }

    private async Task<IReadOnlyList<Row>> RunAsync(Bench bench, Models models, int count, CancellationToken cancellationToken)
    {
        var (floors, rates, shares) = (new List<double>(), new List<double>(), new List<double>());
        var cost = default(BindingCost);
        for (var run = 0; run < Runs(bench, count); run++)
        {
            // The two take turns, also at being the first, so that a machine that gets slower or faster meanwhile does so for both.
            var warmUp = WarmUp + (run * MoreEachRun);
            double? before = run % 2 == 1 ? await FloorAsync(bench, models, warmUp, count, cancellationToken) : null;
            (var rate, cost) = await OperatorAsync(bench, warmUp, count, cancellationToken);
            rates.Add(rate);
            floors.Add(before ?? await FloorAsync(bench, models, warmUp, count, cancellationToken));
            shares.Add(rates[^1] / floors[^1]);
            bench.Report(string.Create(CultureInfo.InvariantCulture, $"{Name} {count}, run {run + 1}: {rates[^1]:0.0}/s, floor {floors[^1]:0.0}/s; {cost.Requests}"));
        }

        var (what, share) = (string.Create(CultureInfo.InvariantCulture, $"{Name} {count}"), new Samples(shares.Select(one => one * 100)));
        return
        [
            new Row($"{what}, floor", $"{new Samples(floors).Describe("0")} bindings/s"),
            new Row($"{what}, operator", $"{new Samples(rates).Describe("0")} bindings/s"),
            Row.Of($"{what}, share of the floor", $"{share.Describe("0.0")} %", "at least 85 %", share.Median >= Share),
            .. Costs(what, cost),
            new Row($"{what}, operator's CPU each", $"{Samples.Number(cost.Cpu * 1000, "0.00")} ms"),
        ];
    }

    // Each of the two has the machine for itself: a cluster that only idles takes its share as well.
    private async Task<(double Rate, BindingCost Cost)> OperatorAsync(Bench bench, int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var cluster = await bench.StartAsync(cancellationToken);
        await using var running = await cluster.StartOperatorAsync(cancellationToken);

        // An operator's first binding; what waits for the others counts it.
        await Models.TakeAsync(cluster, running, cancellationToken);
        var (seconds, cost) = await OperatorAsync(bench, cluster, running, warmUp, count, cancellationToken);
        return (cost.Bindings / seconds, cost);
    }

    private async Task<double> FloorAsync(Bench bench, Models models, int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var cluster = await bench.StartAsync(cancellationToken);
        return count / await FloorAsync(bench, cluster, models, warmUp, count, cancellationToken);
    }

    // A hundred are over after a second, and tell little once.
    private static int Runs(Bench bench, int count) => count <= 100 ? 3 * bench.Settings.Runs : bench.Settings.Runs;
}
