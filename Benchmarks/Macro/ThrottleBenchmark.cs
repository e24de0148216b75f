using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>An account that takes 15 calls a second, and an operator that was not told so.</summary>
internal sealed class ThrottleBenchmark : IMacroBenchmark
{
    private const double Limit = 15;
    private const int Burst = 5;

    public string Name => "throttle";

    public string Description => "IAM limited to 15 calls a second, with the operator's own pace";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (used, refused) = (new List<double>(), new List<double>());
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            var count = bench.Settings.Scale(300);
            await using var cluster = await bench.StartAsync(cancellationToken);
            await cluster.Eks.Plane.CreateNamespaceAsync("paced", cancellationToken);
            await cluster.CreateAsync("paced", 0, count, cancellationToken);
            cluster.Aws.Behaviour.Throttle(Limit, Burst);
            await using var running = await cluster.StartPacedOperatorAsync(cancellationToken);
            await running.ReconciledAsync(count, cancellationToken);

            // While there is more to do than the limit lets through: until the last binding is begun.
            var calls = cluster.Aws.Journal.Calls.Where(call => call.Service == "iam").OrderBy(call => call.Time).ToList();
            var (first, last) = (calls.First(call => call.Operation == "CreateRole").Time, calls.Last(call => call.Operation == "CreateRole").Time);
            var window = calls.Where(call => call.Time >= first && call.Time <= last).ToList();
            var answered = window.Count(call => call.ErrorCode != "Throttling");
            used.Add(answered / (((last - first).TotalSeconds * Limit) + Burst));
            refused.Add(1 - ((double)answered / window.Count));
        }

        return
        [
            Row.Of("share of the limit used", new Samples(used).Describe("0.0 %"), "at least 95 %", new Samples(used).Median >= 0.95),
            new Row("calls that were throttled", new Samples(refused).Describe("0.0 %")),
        ];
    }
}
