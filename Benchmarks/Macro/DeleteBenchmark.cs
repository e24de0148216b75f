using IrsaOperator.Benchmarks.Commands;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>Bindings that are deleted in a heap: how many are gone in a second, and what each costs.</summary>
internal sealed class DeleteBenchmark : FloorBenchmark
{
    public override string Name => "delete";

    public override string Description => "deleted bindings to gone, against a bare client that makes the same calls";

    protected override async Task<(double Seconds, BindingCost Cost)> OperatorAsync(
        Bench bench, BenchCluster cluster, OperatorRun running, int warmUp, int count, CancellationToken cancellationToken)
    {
        const string @namespace = "doomed";
        var workers = bench.Settings.Parallelism;
        foreach (var (name, some) in ((string, int)[])[("warm", warmUp), (@namespace, count), (Gate.Namespace, workers)])
        {
            await cluster.Eks.Plane.CreateNamespaceAsync(name, cancellationToken);
            await cluster.CreateAsync(name, 0, some, cancellationToken);
        }

        await running.ReconciledAsync(1 + warmUp + count + workers, cancellationToken);
        await cluster.DeleteAsync("warm", 0, warmUp, cancellationToken);
        await running.LeftAsync(1 + count + workers, cancellationToken);
        await using var gate = await Gate.DeleteAsync(cluster, workers, cancellationToken);
        await cluster.DeleteAsync(@namespace, 0, count, cancellationToken);
        await using var watch = await cluster.WatchGoneAsync(@namespace, count, cancellationToken);
        return await OpenAsync(cluster, running, count, gate, watch, () => running.LeftAsync(1, cancellationToken), cancellationToken);
    }

    protected override async Task<double> FloorAsync(Bench bench, BenchCluster cluster, Models models, int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var bare = await StartBareAsync(bench, cluster, models, warmUp, count, ["--delete"], cancellationToken);
        await cluster.DeleteAsync(BareCommand.WarmNamespace, 0, warmUp, cancellationToken);
        await bare.GoAsync(cancellationToken);
        await cluster.DeleteAsync(BareCommand.Namespace, 0, count, cancellationToken);
        await using var watch = await cluster.WatchGoneAsync(BareCommand.Namespace, count, cancellationToken);
        return await TimeAsync(watch, () => bare.GoAsync(cancellationToken));
    }

    protected override IEnumerable<Row> Costs(string what, BindingCost cost) =>
    [
        new Row($"{what}, Kubernetes writes and reads each", $"{Samples.Number(cost.Writes, "0.00")}, {Samples.Number(cost.Reads, "0.00")}"),
        new Row($"{what}, IAM calls each", Samples.Number(cost.Iam, "0.00")),
    ];
}
