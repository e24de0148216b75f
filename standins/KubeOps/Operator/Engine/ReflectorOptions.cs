namespace KubeOps.Operator.Engine;

/// <summary>The reflector's times and sizes.</summary>
internal sealed record ReflectorOptions
{
    public string? Namespace { get; init; }

    /// <summary>Objects of a list that are asked for at once.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How long the API server is asked to keep a watch open, half of it at least.</summary>
    public TimeSpan WatchDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>API servers send a bookmark every minute: a stream that is silent for longer than this is dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);
}
