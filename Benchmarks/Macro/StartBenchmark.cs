using System.Diagnostics;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;
using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>From the start of the process to the first work on a binding.</summary>
internal sealed class StartBenchmark : IMacroBenchmark
{
    public string Name => "start";

    public string Description => "process start to the first reconcile";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var cluster = await bench.StartAsync(cancellationToken);
        await cluster.Eks.Plane.CreateNamespaceAsync("start", cancellationToken);
        var times = new List<double>();
        for (var run = 0; run <= bench.Settings.Runs * 3; run++)
        {
            // A new binding's first call; before it the process has found out who the cluster is.
            var created = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            cluster.Aws.Behaviour.BeforeEffect = call =>
            {
                if (IsCreation(call))
                    created.TrySetResult(Stopwatch.GetTimestamp());
                return new(true);
            };
            await cluster.CreateAsync("start", run, 1, cancellationToken);
            var start = Stopwatch.GetTimestamp();
            await using var running = await cluster.StartOperatorAsync(cancellationToken);
            var took = Stopwatch.GetElapsedTime(start, await created.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken)).TotalMilliseconds;

            // The first one reads the program from the disk.
            if (run > 0)
                times.Add(took);
            await running.ReconciledAsync(run + 1, cancellationToken);
        }

        var samples = new Samples(times);
        return
        [
            Row.Of("process start to the first reconcile", $"{samples.Describe("0")} ms", "under 1000 ms", samples.Median < 1000),
            new Row("published folder", Samples.Number(bench.Build.Bytes / (double)(1 << 20), "0.0 MiB")),
        ];
    }

    private static bool IsCreation(AwsCall call) => call.Operation == "CreateRole";
}
