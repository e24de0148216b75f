namespace IrsaOperator.Aws;

/// <summary>
/// Knows when the process has stood still: suspended with its machine, stopped by a debugger, starved of CPU. Another replica may have
/// taken the lease meanwhile, and what was under way goes on the moment that the process does, before anybody has looked at the lease.
/// So nothing leaves for AWS until the process has run for a while again: by then the lease is renewed, or lost and the work cancelled.
/// </summary>
internal sealed class StandstillGuard : IDisposable
{
    /// <summary>How long the process may be busy with something else before it counts as having stood still.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>More than a renewal of the lease takes.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _beat;
    private long _wokeUp;

    public StandstillGuard(TimeProvider time)
    {
        _time = time;
        _beat = time.GetTimestamp();
        _wokeUp = long.MinValue;
        _timer = time.CreateTimer(_ => Touch(), state: null, Beat, Beat);
    }

    /// <summary>Goes on at once in a process that runs; waits in one that has just woken up.</summary>
    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        while (Left() is { } left)
            await Task.Delay(left, _time, cancellationToken);
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan? Left()
    {
        // Whoever comes first after a standstill finds out, the timer or a call.
        Touch();
        var wokeUp = Interlocked.Read(ref _wokeUp);
        return wokeUp != long.MinValue && Recovery - _time.GetElapsedTime(wokeUp) is var left && left > TimeSpan.Zero ? left : null;
    }

    private void Touch()
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(Interlocked.Exchange(ref _beat, now), now) > Tolerance)
            Interlocked.Exchange(ref _wokeUp, now);
    }
}
