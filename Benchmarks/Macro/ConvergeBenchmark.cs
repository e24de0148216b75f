using IrsaOperator.Benchmarks.Commands;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>New bindings in a heap: how many become Ready in a second, and what each costs.</summary>
internal sealed class ConvergeBenchmark : FloorBenchmark
{
    public override string Name => "converge";

    public override string Description => "new bindings to Ready, against a bare client that makes the same calls";

    protected override async Task<(double Seconds, BindingCost Cost)> OperatorAsync(
        Bench bench, BenchCluster cluster, OperatorRun running, int warmUp, int count, CancellationToken cancellationToken)
    {
        const string @namespace = "new";
        foreach (var name in (string[])["warm", @namespace, Gate.Namespace])
            await cluster.Eks.Plane.CreateNamespaceAsync(name, cancellationToken);
        await cluster.CreateAsync("warm", 0, warmUp, cancellationToken);
        await running.ReconciledAsync(1 + warmUp, cancellationToken);
        await using var gate = await Gate.CreateAsync(cluster, bench.Settings.Parallelism, cancellationToken);
        await cluster.CreateAsync(@namespace, 0, count, cancellationToken);
        await using var watch = await cluster.WatchReadyAsync(@namespace, count, cancellationToken);
        return await OpenAsync(cluster, running, count, gate, watch, () => running.ReconciledAsync(1 + warmUp + gate.Bindings + count, cancellationToken), cancellationToken);
    }

    protected override async Task<double> FloorAsync(Bench bench, BenchCluster cluster, Models models, int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var bare = await StartBareAsync(bench, cluster, models, warmUp, count, [], cancellationToken);
        await using var watch = await cluster.WatchReadyAsync(BareCommand.Namespace, count, cancellationToken);
        return await TimeAsync(watch, () => bare.GoAsync(cancellationToken));
    }

    protected override IEnumerable<Row> Costs(string what, BindingCost cost) =>
    [
        Row.Of($"{what}, Kubernetes writes each", Samples.Number(cost.Writes, "0.00"), "at most 3", cost.Writes <= 3.05),
        Row.Of($"{what}, Kubernetes reads each", Samples.Number(cost.Reads, "0.00"), "at most 1", cost.Reads <= 1.05),
        Row.Of($"{what}, IAM calls each", Samples.Number(cost.Iam, "0.00"), "3", Math.Abs(cost.Iam - 3) < 0.05),
    ];
}
