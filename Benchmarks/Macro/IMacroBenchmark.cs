using IrsaOperator.Benchmarks.Measuring;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>One thing to measure, on the real control plane and the AWS emulator.</summary>
internal interface IMacroBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Description { get; }

    Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken cancellationToken);
}
