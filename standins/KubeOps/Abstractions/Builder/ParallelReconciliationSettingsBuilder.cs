namespace KubeOps.Abstractions.Builder;

/// <summary>Builds <see cref="ParallelReconciliationSettings"/>.</summary>
public sealed class ParallelReconciliationSettingsBuilder
{
    public int MaxParallelReconciliations { get; set; } = Environment.ProcessorCount * 2;

    public ParallelReconciliationConflictStrategy ConflictStrategy { get; set; } = ParallelReconciliationConflictStrategy.WaitForCompletion;

    public TimeSpan? RequeueDelay { get; set; }

    public int MaxErrorRetries { get; set; } = 5;

    public TimeSpan ErrorBackoffBase { get; set; } = TimeSpan.FromSeconds(2);

    public ParallelReconciliationSettings Build()
    {
        if (MaxParallelReconciliations <= 0)
            throw new InvalidOperationException("MaxParallelReconciliations must be greater than zero.");
        return new ParallelReconciliationSettings
        {
            MaxParallelReconciliations = MaxParallelReconciliations,
            ConflictStrategy = ConflictStrategy,
            RequeueDelay = RequeueDelay,
            MaxErrorRetries = MaxErrorRetries,
            ErrorBackoffBase = ErrorBackoffBase,
        };
    }
}
