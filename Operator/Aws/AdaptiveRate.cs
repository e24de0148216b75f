namespace IrsaOperator.Aws;

/// <summary>
/// How many calls a second AWS takes from us, found out by trying: more while the pace holds calls back, less on a
/// throttled answer. Near the rate that was too much the last time it goes carefully, beyond it faster and faster, so that
/// a limit that rose is found as well (the shape of TCP CUBIC). Knows nothing of queues; its owner locks.
/// </summary>
internal sealed class AdaptiveRate
{
    /// <summary>What is left of the rate after a throttled answer; the time average stays near the limit.</summary>
    private const double Decrease = 0.9;

    /// <summary>What is left after the first throttled answer: AWS's bucket was full before, and the rate has grown past the limit while it lasted.</summary>
    private const double FirstDecrease = 0.7;

    /// <summary>The least that is left, when throttled again and again.</summary>
    private const double SteepestDecrease = 0.5;

    /// <summary>While no limit is known the rate grows e-fold in so many seconds, and it never grows faster.</summary>
    private const double GrowthSeconds = 5;

    /// <summary>After a decrease the old rate is reached again in so many calls, within these seconds; half as many later it is too much again.</summary>
    private const double RecoveryCalls = 55;
    private const double LeastRecoverySeconds = 3.5;
    private const double MostRecoverySeconds = 9;

    /// <summary>Beyond the old rate, this share of it is added in as much time again, and an eighth of that in half the time.</summary>
    private const double Boldness = 1.5;

    /// <summary>A throttled answer tells that AWS's bucket is empty: it is given the time to fill up a little.</summary>
    private const double PauseSeconds = 0.2;

    /// <summary>A call every five seconds: even a limit that others use up is tried again.</summary>
    private const double Floor = 0.2;

    /// <summary>Calls that a pause, or a timer that comes late, may save up.</summary>
    private const double SavedSeconds = 0.1;

    private readonly double _floor;
    private readonly double _ceiling;
    private readonly TimeProvider _time;
    private double? _limit;
    private double _sinceDecrease;
    private long _decreased;
    private int _taken;
    private double _tokens = 1;
    private long _filled;

    /// <summary>Starts at the initial rate.</summary>
    /// <param name="initial">Calls per second before anything is known.</param>
    /// <param name="ceiling">The most calls per second, however willing AWS is.</param>
    /// <param name="time">The clock.</param>
    public AdaptiveRate(double initial, double ceiling, TimeProvider time)
    {
        _ceiling = ceiling;
        _floor = Math.Min(Floor, ceiling);
        _time = time;
        _filled = time.GetTimestamp();
        _decreased = long.MinValue;
        CallsPerSecond = Math.Clamp(initial, _floor, ceiling);
    }

    public double CallsPerSecond { get; private set; }

    /// <summary>How long until <see cref="TryTake"/> lets the next call go.</summary>
    public TimeSpan UntilNext
    {
        get
        {
            Fill();
            return TimeSpan.FromSeconds(Math.Max(0, (1 - _tokens) / CallsPerSecond));
        }
    }

    /// <summary>Lets a call go, if it is time for one.</summary>
    /// <param name="waited">Whether the pace had held the call back: only then is there a reason to try a higher one.</param>
    /// <returns>The moment of sending, for <see cref="Answered"/>; null when it is too early.</returns>
    public long? TryTake(bool waited)
    {
        Fill();
        // A timer's tick is not an exact thing, and a sum of fractions isn't either.
        if (_tokens < 1 - 1e-6)
            return null;
        _tokens--;
        if (waited)
            Grow();
        return _filled;
    }

    /// <summary>Learns from an answer.</summary>
    /// <param name="sent">What <see cref="TryTake"/> returned for the call.</param>
    /// <param name="throttled">Whether AWS asked to slow down.</param>
    public void Answered(long sent, bool throttled)
    {
        // What was sent before the last decrease went at the pace that is known to be too fast: one event, one decrease.
        if (sent <= _decreased)
            return;
        if (!throttled)
        {
            _taken++;
            return;
        }

        // Few calls taken since the last decrease: the limit is still far below.
        var left = Math.Clamp((_taken + 2d) / (_taken + 3d), SteepestDecrease, _limit is null ? FirstDecrease : Decrease);
        Fill();
        CallsPerSecond = Math.Max(_floor, CallsPerSecond * left);
        _limit = CallsPerSecond / Decrease;
        _sinceDecrease = 0;
        _taken = 0;
        _decreased = _filled;
        _tokens = Math.Min(_tokens, 0) - PauseSeconds * CallsPerSecond;
    }

    private void Grow()
    {
        // Time counts only while the rate is used to the full: one call's share of a second for each call.
        _sinceDecrease += 1 / CallsPerSecond;
        var fastest = CallsPerSecond + 1 / GrowthSeconds;
        var next = _limit is { } limit ? Math.Min(fastest, Curve(limit)) : fastest;
        CallsPerSecond = Math.Min(_ceiling, Math.Max(CallsPerSecond, next));
    }

    private double Curve(double limit)
    {
        var recovery = Math.Clamp(RecoveryCalls / limit, LeastRecoverySeconds, MostRecoverySeconds);
        var distance = _sinceDecrease / recovery - 1;
        return limit * (1 + (distance < 0 ? 1 - Decrease : Boldness) * distance * distance * distance);
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        var most = 1 + CallsPerSecond * SavedSeconds;
        _tokens = Math.Min(most, _tokens + _time.GetElapsedTime(_filled, now).TotalSeconds * CallsPerSecond);
        _filled = now;
    }
}
