namespace KubeOps.Abstractions.Builder;

/// <summary>Builds <see cref="ParallelReconciliationSettings"/>.</summary>
public sealed class ParallelReconciliationSettingsBuilder
{
    public int MaxParallelReconciliations { get; set; } = Environment.ProcessorCount * 2;

    public int MaxErrorRetries { get; set; } = 5;

    public TimeSpan ErrorBackoffBase { get; set; } = TimeSpan.FromSeconds(2);

    public ParallelReconciliationSettings Build()
    {
        if (MaxParallelReconciliations <= 0)
            throw new InvalidOperationException("MaxParallelReconciliations must be greater than zero.");
        return new ParallelReconciliationSettings
        {
            MaxParallelReconciliations = MaxParallelReconciliations,
            MaxErrorRetries = MaxErrorRetries,
            ErrorBackoffBase = ErrorBackoffBase,
        };
    }
}
