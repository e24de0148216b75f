namespace KubeOps.Abstractions.Builder;

/// <summary>How many reconciliations run at once, and how failures are retried.</summary>
public sealed record ParallelReconciliationSettings
{
    /// <summary>Per entity type, shared by its controllers.</summary>
    public required int MaxParallelReconciliations { get; init; }

    /// <summary>Part of the contract; the stand-in never gives up, so it is not used.</summary>
    public required int MaxErrorRetries { get; init; }

    /// <summary>The delay after the first failure; it doubles with each further one, up to five minutes.</summary>
    public required TimeSpan ErrorBackoffBase { get; init; }
}
