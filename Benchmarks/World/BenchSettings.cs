namespace IrsaOperator.Benchmarks.World;

/// <summary>How much is measured.</summary>
internal sealed record BenchSettings
{
    /// <summary>Small numbers, to see whether everything works.</summary>
    public bool Quick { get; init; }

    /// <summary>How often each figure is taken; the median counts.</summary>
    public int Runs { get; init; } = 3;

    /// <summary>Of how many bindings the throughput is measured.</summary>
    public IReadOnlyList<int> Bindings { get; init; } = [100, 1_000, 5_000];

    /// <summary>How many bindings are worked on at once, by the operator and by the bare client.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>A folder with a published operator; null publishes one first.</summary>
    public string? Operator { get; init; }

    /// <summary>The number, or a twentieth of it when it has to be quick.</summary>
    public int Scale(int number) => Quick ? Math.Max(20, number / 20) : number;
}
