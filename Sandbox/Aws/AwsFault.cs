namespace IrsaOperator.Sandbox.Aws;

/// <summary>A fault that hits the next calls it matches, as often as it says.</summary>
internal sealed class AwsFault(Func<AwsCall, bool> matches, string errorCode, int httpStatus, int times)
{
    private int _remaining = times;
    private int _hits;

    public string ErrorCode { get; } = errorCode;

    public int HttpStatus { get; } = httpStatus;

    public AwsFaultMode Mode { get; init; }

    public string Message { get; init; } = "A fault was asked for.";

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    public int Remaining => Math.Max(0, Volatile.Read(ref _remaining));

    /// <summary>How many calls it has hit.</summary>
    public int Hits => Volatile.Read(ref _hits);

    public bool TryTake(AwsCall call)
    {
        if (Volatile.Read(ref _remaining) <= 0 || !matches(call))
            return false;
        if (Interlocked.Decrement(ref _remaining) < 0)
            return false;
        Interlocked.Increment(ref _hits);
        return true;
    }

    public void Cancel() => Volatile.Write(ref _remaining, 0);
}
