using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;
using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>What one more operator brings: nothing where both work in one account, whose limit they share; twice the roles where each has its own.</summary>
internal sealed class ShardBenchmark : IMacroBenchmark
{
    private const double Limit = 15;
    private const int Burst = 5;
    private const string OtherAccount = "444455556666";
    private static readonly string[] Places = ["shard-a", "shard-b"];

    public string Name => "shards";

    public string Description => "one cluster shared by namespaces: one operator, two in one account, two in two accounts of 15 calls a second each";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (alone, oneAccount, twoAccounts) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            alone.Add(await MeasureAsync(bench, shards: 1, accounts: 1, cancellationToken));
            oneAccount.Add(await MeasureAsync(bench, shards: 2, accounts: 1, cancellationToken));
            twoAccounts.Add(await MeasureAsync(bench, shards: 2, accounts: 2, cancellationToken));
        }

        var (one, two) = (new Samples(alone).Median, new Samples(twoAccounts).Median);
        return
        [
            new Row("one operator, one account", Describe(alone)),
            new Row("two shards, one account", Describe(oneAccount)),
            Row.Of("two shards, an account each", Describe(twoAccounts), "1.8 times one operator", two >= 1.8 * one),
        ];
    }

    private static string Describe(List<double> rates) => $"{new Samples(rates).Describe("0.0")} bindings/s";

    /// <summary>Bindings a second, while there is more to do than the limit lets through: from the first role to the last.</summary>
    private static async Task<double> MeasureAsync(Bench bench, int shards, int accounts, CancellationToken cancellationToken)
    {
        var count = bench.Settings.Scale(200) / Places.Length;
        await using var cluster = await bench.StartAsync(cancellationToken);
        await using var other = await BenchAccount.StartAsync(cluster.Eks, OtherAccount, cancellationToken);
        foreach (var place in Places)
        {
            await cluster.Eks.Plane.CreateNamespaceAsync(place, cancellationToken);
            await cluster.CreateAsync(place, 0, count, cancellationToken);
        }

        cluster.Aws.Behaviour.Throttle(Limit, Burst);
        other.Aws.Behaviour.Throttle(Limit, Burst);
        await using var first = await StartAsync(cluster, cluster.Aws, cluster.Eks.OperatorRoleArn, shards == 1 ? null : Places[0], cancellationToken);
        await using var second = shards == 1
            ? null
            : accounts == 1
                ? await StartAsync(cluster, cluster.Aws, cluster.Eks.OperatorRoleArn, Places[1], cancellationToken)
                : await StartAsync(cluster, other.Aws, other.OperatorRoleArn, Places[1], cancellationToken);
        await Task.WhenAll(
            first.ReconciledAsync(shards == 1 ? count * Places.Length : count, cancellationToken),
            second?.ReconciledAsync(count, cancellationToken) ?? Task.CompletedTask);
        var made = cluster.Aws.Journal.Calls.Concat(other.Aws.Journal.Calls)
            .Where(call => call is { Operation: "CreateRole", ErrorCode: null }).Select(call => call.Time).Order().ToList();
        return (made.Count - 1) / (made[^1] - made[0]).TotalSeconds;
    }

    private static async Task<OperatorRun> StartAsync(
        BenchCluster cluster, AwsEmulator aws, string roleArn, string? place, CancellationToken cancellationToken) =>
        await cluster.StartShardAsync(aws, roleArn, place is null ? [] : ["--leader-elect", "--shard", place, "--namespaces", place], cancellationToken);
}
