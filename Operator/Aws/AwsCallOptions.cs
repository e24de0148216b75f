namespace IrsaOperator.Aws;

/// <summary>How calls to AWS are paced and bounded.</summary>
internal sealed record AwsCallOptions
{
    /// <summary>IAM's limits are unpublished, shared by the whole account, and reached at bursts of some ten calls a second.</summary>
    public double CallsPerSecond { get; init; } = 10;

    /// <summary>Calls that may go out at once after a pause.</summary>
    public int Burst { get; init; } = 20;

    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A worker is held no longer than this by one call; what takes longer is tried again from the queue.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(2);

    public int MaxRetries { get; init; } = 5;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(4);
}
