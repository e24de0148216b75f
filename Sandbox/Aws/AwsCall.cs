namespace IrsaOperator.Sandbox.Aws;

/// <summary>One call as the journal keeps it; secrets and tokens are redacted.</summary>
internal sealed record AwsCall
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Service { get; init; }

    public required string Operation { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>ARN of the caller; null for an unsigned or an unauthenticated call.</summary>
    public string? Principal { get; init; }

    /// <summary>The access key that the call was signed with, which tells two processes of one role apart; null for an unsigned one.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>HTTP status; 0 while the call is still under way or when its connection was dropped.</summary>
    public int Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public TimeSpan Duration { get; init; }

    public required string RequestId { get; init; }
}
