namespace IrsaOperator.Tests.EndToEnd;

/// <summary>
/// How long a test waits between two looks at the API server: hardly at first, and longer the longer it waits, so that the looks of many
/// tests don't take the processor from what they look for. The API server, the emulator and another process's metrics have nothing else in common
/// that could be awaited.
/// </summary>
internal sealed class PollInterval
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(150);

    private TimeSpan _next = TimeSpan.FromMilliseconds(15);

    public Task DelayAsync(CancellationToken cancellationToken)
    {
        var delay = _next;
        _next = delay * 1.25 < Longest ? delay * 1.25 : Longest;
        return Task.Delay(delay, cancellationToken);
    }
}
