using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests;

/// <summary>A clock whose hands somebody sets, while time goes on as ever: timers and timestamps don't notice.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private readonly FakeTimeProvider _steady = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    private TimeSpan _jumped;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow() + _jumped;

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _steady.CreateTimer(callback, state, dueTime, period);

    /// <summary>Puts the clock forward, or back.</summary>
    public void Jump(TimeSpan by) => _jumped += by;

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan by) => _steady.Advance(by);
}
