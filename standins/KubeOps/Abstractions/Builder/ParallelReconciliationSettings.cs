namespace KubeOps.Abstractions.Builder;

/// <summary>How many reconciliations run at once, and how failures are retried.</summary>
public sealed record ParallelReconciliationSettings
{
    private static readonly TimeSpan DefaultRequeueDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(5);

    /// <summary>Per entity type, shared by its controllers.</summary>
    public required int MaxParallelReconciliations { get; init; }

    public required ParallelReconciliationConflictStrategy ConflictStrategy { get; init; }

    public TimeSpan? RequeueDelay { get; init; }

    /// <summary>Part of the contract; the stand-in never gives up, so it is not used.</summary>
    public required int MaxErrorRetries { get; init; }

    /// <summary>The delay after the first failure; it doubles with each further one, up to five minutes.</summary>
    public required TimeSpan ErrorBackoffBase { get; init; }

    public TimeSpan GetEffectiveRequeueDelay() => RequeueDelay ?? DefaultRequeueDelay;

    public TimeSpan GetErrorBackoffDelay(int retryCount)
    {
        var seconds = ErrorBackoffBase.TotalSeconds * Math.Pow(2, Math.Clamp(retryCount - 1, 0, 30));
        return seconds >= MaxBackoff.TotalSeconds ? MaxBackoff : TimeSpan.FromSeconds(seconds);
    }
}
