namespace IrsaOperator.Sandbox.Aws;

/// <summary>A fault that hits the next calls it matches, as often as it says.</summary>
internal sealed class AwsFault(Func<AwsCall, bool> matches, string errorCode, int httpStatus, int times)
{
    private int _remaining = times;

    public string ErrorCode { get; } = errorCode;

    public int HttpStatus { get; } = httpStatus;

    public AwsFaultMode Mode { get; init; }

    public string Message { get; init; } = "A fault was asked for.";

    public int Remaining => Math.Max(0, Volatile.Read(ref _remaining));

    public bool TryTake(AwsCall call)
    {
        if (Volatile.Read(ref _remaining) <= 0 || !matches(call))
            return false;
        return Interlocked.Decrement(ref _remaining) >= 0;
    }

    public void Cancel() => Volatile.Write(ref _remaining, 0);
}
