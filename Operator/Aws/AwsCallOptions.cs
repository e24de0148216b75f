namespace IrsaOperator.Aws;

/// <summary>How calls to AWS are paced and bounded.</summary>
internal sealed record AwsCallOptions
{
    /// <summary>The most calls of one kind; below it the operator finds out what the account takes.</summary>
    public double CallsPerSecond { get; init; } = 50;

    /// <summary>Before anything is known. IAM's limits are unpublished, shared by the whole account, and reached at some ten calls a second.</summary>
    public double InitialCallsPerSecond => CallsPerSecond / 5;

    /// <summary>From sending to the answer; waiting for the turn to send is no failure, and not counted.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What fails for longer, and what does not answer twice, is tried again from the queue.</summary>
    public int MaxRetries { get; init; } = 5;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(4);
}
