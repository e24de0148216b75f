using System.Diagnostics;
using IrsaOperator.Api;
using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;
using k8s.Models;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>A large cluster: it grows, is looked at, is met by a new process, and shrinks.</summary>
internal sealed class EstateBenchmark : IMacroBenchmark
{
    private const int Namespaces = 20;
    private const int Heaps = 10;

    private static readonly TimeSpan AuditInterval = TimeSpan.FromSeconds(60);

    private readonly List<Row> _rows = [];

    public string Name => "estate";

    public string Description => "10,000 bindings and 20,000 ServiceAccounts: growth, no-change pass, restart, audit, memory, deletion";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        _rows.Clear();
        var count = bench.Settings.Scale(10_000) / (Heaps * Namespaces) * Heaps * Namespaces;
        await using var cluster = await bench.StartAsync(cancellationToken);
        for (var number = 0; number < Namespaces; number++)
            await cluster.Eks.Plane.CreateNamespaceAsync(Place(number), cancellationToken);
        await using (var running = await cluster.StartOperatorAsync(cancellationToken))
        {
            await GrowAsync(bench, cluster, running, count, cancellationToken);
            await FillAsync(cluster, count, cancellationToken);
        }

        await RestartAsync(bench, cluster, count, cancellationToken);
        await AuditAsync(bench, cluster, count, cancellationToken);
        await DeleteAsync(bench, cluster, count, cancellationToken);
        return _rows;
    }

    private static string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"estate-{number}");

    private static Task EachNamespaceAsync(int count, Func<string, int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, Namespaces).Select(number => act(Place(number), count / Namespaces)));

    /// <summary>The bindings come in ten equal heaps, so that the first and the last can be compared.</summary>
    private async Task GrowAsync(Bench bench, BenchCluster cluster, OperatorRun running, int count, CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        var heap = count / Heaps / Namespaces;
        for (var turn = 0; turn < Heaps; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var number = 0; number < Namespaces; number++)
                await cluster.CreateAsync(Place(number), turn * heap, heap, cancellationToken);
            await running.ReconciledAsync((turn + 1) * heap * Namespaces, cancellationToken);
            rates.Add(heap * Namespaces / Stopwatch.GetElapsedTime(start).TotalSeconds);
            bench.Report(string.Create(CultureInfo.InvariantCulture, $"{(turn + 1) * heap * Namespaces} bindings: {rates[^1]:0}/s, their creation by users included"));
            if (turn == 4)
                await PassAsync(bench, cluster, running, (turn + 1) * heap * Namespaces, cancellationToken);
        }

        // The first heap meets a process that is not warm.
        var (early, late) = (new Samples(rates.Skip(1).Take(3)).Median, new Samples(rates.TakeLast(3)).Median);
        _rows.Add(Row.Of($"throughput at {count} bindings against that at {count * 3 / 10}", Samples.Number(late / early, "0.0 %"), "within 10 %", late / early > 0.9));
    }

    private static async Task FillAsync(BenchCluster cluster, int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < 4; number++)
        {
            var @namespace = string.Create(CultureInfo.InvariantCulture, $"others-{number}");
            await cluster.Eks.Plane.CreateNamespaceAsync(@namespace, cancellationToken);
            await cluster.CreateServiceAccountsAsync(@namespace, count / 4, cancellationToken);
        }
    }

    /// <summary>A guard rail that permits everything makes the operator look at every binding again.</summary>
    private async Task PassAsync(Bench bench, BenchCluster cluster, OperatorRun running, int count, CancellationToken cancellationToken)
    {
        await SettledAsync(running, cancellationToken);
        var (cpu, reconciles) = (await running.CpuAsync(cancellationToken), await running.ReconcilesAsync(cancellationToken));
        var requests = await cluster.RequestsAsync(cancellationToken);
        var mark = cluster.Aws.Journal.Mark();
        var start = Stopwatch.GetTimestamp();
        await cluster.Client.CreateAsync(Permissive(), cancellationToken);
        await running.ReconcilesAsync(reconciles + count, cancellationToken);
        var (seconds, spent) = (Stopwatch.GetElapsedTime(start).TotalSeconds, await running.CpuAsync(cancellationToken) - cpu);
        var made = (await cluster.RequestsAsync(cancellationToken)).Since(requests);
        var calls = cluster.Aws.Journal.Since(mark).Count;
        bench.Report($"no-change pass: {made}");
        _rows.Add(Row.Of($"no-change pass over {count}: AWS calls, Kubernetes writes", string.Create(CultureInfo.InvariantCulture, $"{calls}, {made.Writes:0}"), "0, 0", calls == 0 && made.Writes == 0));
        _rows.Add(Row.Of(
            $"no-change pass over {count}: CPU",
            string.Create(CultureInfo.InvariantCulture, $"{spent:0.00} s in {seconds:0.0} s, {made.Reads:0} reads"),
            "under 1 s",
            spent < 1));
    }

    private async Task RestartAsync(Bench bench, BenchCluster cluster, int count, CancellationToken cancellationToken)
    {
        var requests = await cluster.RequestsAsync(cancellationToken);
        var mark = cluster.Aws.Journal.Mark();
        var start = Stopwatch.GetTimestamp();
        await using var running = await cluster.StartOperatorAsync(cancellationToken);
        await running.ReconciledAsync(count, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var made = (await cluster.RequestsAsync(cancellationToken)).Since(requests);
        var calls = Iam(cluster, mark);
        var cpu = await running.CpuAsync(cancellationToken);
        bench.Report(string.Create(CultureInfo.InvariantCulture, $"restart: {made}; {calls}"));
        _rows.Add(Row.Of($"restart with {count} bindings: all confirmed", string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s, {cpu:0.0} s of CPU"), "30 s", seconds <= 30));
        _rows.Add(Row.Of($"restart with {count} bindings: writes to AWS and Kubernetes", string.Create(CultureInfo.InvariantCulture, $"{calls.Writes}, {made.Writes:0}"), "0, 0", calls.Writes == 0 && made.Writes == 0));
        _rows.Add(Row.Of($"restart with {count} bindings: IAM reads", calls.Reads.ToString(CultureInfo.InvariantCulture), "at most 25", calls.Reads <= 25));

        await SettledAsync(running, cancellationToken);
        var memory = new List<double>();
        for (var sample = 0; sample < 10; sample++)
        {
            memory.Add(await running.MemoryAsync(cancellationToken));
            await Task.Delay(TimeSpan.FromSeconds(bench.Settings.Quick ? 0.2 : 3), cancellationToken);
        }

        _rows.Add(Row.Of($"memory at {count} bindings and {count * 2} ServiceAccounts", $"{new Samples(memory).Describe("0")} MiB resident", "at most 150 MiB", new Samples(memory).Median <= 150));
    }

    private async Task AuditAsync(Bench bench, BenchCluster cluster, int count, CancellationToken cancellationToken)
    {
        await using var running = await cluster.StartOperatorAsync(cancellationToken, "--audit-interval", string.Create(CultureInfo.InvariantCulture, $"{AuditInterval.TotalSeconds}s"));
        await running.ReconciledAsync(count, cancellationToken);
        await SettledAsync(running, cancellationToken);
        var reconciles = await running.ReconcilesAsync(cancellationToken);
        var mark = cluster.Aws.Journal.Mark();
        var requests = await cluster.RequestsAsync(cancellationToken);
        var cpu = await running.CpuAsync(cancellationToken);
        await running.ReconcilesAsync(reconciles + count, cancellationToken);
        var calls = Iam(cluster, mark);
        var made = (await cluster.RequestsAsync(cancellationToken)).Since(requests);
        bench.Report(string.Create(CultureInfo.InvariantCulture, $"audit: {made}; {calls}"));
        _rows.Add(Row.Of($"audit of {count} roles: IAM reads, writes", string.Create(CultureInfo.InvariantCulture, $"{calls.Reads}, {calls.Writes}"), "pages only", calls.Reads <= 50 && calls.Writes == 0));
        var (spent, memory) = (await running.CpuAsync(cancellationToken) - cpu, await running.MemoryAsync(cancellationToken));
        _rows.Add(new Row($"audit of {count} roles: CPU, memory", string.Create(CultureInfo.InvariantCulture, $"{spent:0.0} s, {memory:0} MiB")));
    }

    private async Task DeleteAsync(Bench bench, BenchCluster cluster, int count, CancellationToken cancellationToken)
    {
        await using var running = await cluster.StartOperatorAsync(cancellationToken);
        await running.ReconciledAsync(count, cancellationToken);
        await SettledAsync(running, cancellationToken);
        var requests = await cluster.RequestsAsync(cancellationToken);
        var mark = cluster.Aws.Journal.Mark();
        var gone = count / 2;
        var start = Stopwatch.GetTimestamp();
        await EachNamespaceAsync(gone, (@namespace, some) => cluster.DeleteAsync(@namespace, 0, some, cancellationToken));
        await running.LeftAsync(count - gone, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var made = (await cluster.RequestsAsync(cancellationToken)).Since(requests);
        bench.Report(string.Create(CultureInfo.InvariantCulture, $"deletion: {made}; {Iam(cluster, mark)}"));
        _rows.Add(new Row(
            $"deletion of {gone}, the users' calls included",
            string.Create(CultureInfo.InvariantCulture, $"{gone / seconds:0} bindings/s, {made.Writes / gone:0.0} writes and {made.Reads / gone:0.0} reads of Kubernetes, {(double)cluster.Aws.Journal.Since(mark).Count / gone:0.0} AWS calls each")));
    }

    private static IrsaPolicy Permissive() => new()
    {
        ApiVersion = WellKnown.ApiVersion,
        Kind = WellKnown.PolicyKind,
        Metadata = new V1ObjectMeta { Name = "permissive" },
        Spec = new IrsaPolicySpec
        {
            InlinePolicies = true,
        },
    };

    /// <summary>Waits until the operator has used no CPU worth mentioning for a moment.</summary>
    private static async Task SettledAsync(OperatorRun running, CancellationToken cancellationToken)
    {
        for (var before = double.MinValue; ;)
        {
            var now = await running.CpuAsync(cancellationToken);
            if (now - before < 0.05)
                return;
            before = now;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static Calls Iam(BenchCluster cluster, int mark)
    {
        var calls = cluster.Aws.Journal.Since(mark).Where(call => call.Service == "iam").CountBy(call => call.Operation).ToList();
        bool IsRead(string operation) => operation.StartsWith("Get", StringComparison.Ordinal) || operation.StartsWith("List", StringComparison.Ordinal);
        return new Calls(
            calls.Where(call => IsRead(call.Key)).Sum(call => call.Value),
            calls.Where(call => !IsRead(call.Key)).Sum(call => call.Value),
            string.Join(", ", calls.Select(call => $"{call.Value} {call.Key}")));
    }

    private sealed record Calls(int Reads, int Writes, string Words)
    {
        public override string ToString() => Words;
    }
}
