using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>Placeholder until sharding is decided.</summary>
internal sealed class ShardBenchmark : IMacroBenchmark
{
    public string Name => "shards";

    public string Description => "the same work by one replica and by two";

    public Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Row>>([]);
}
