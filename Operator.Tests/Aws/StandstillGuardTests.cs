using IrsaOperator.Aws;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Aws;

/// <summary>A process that has stood still leaves AWS alone until it knows whether it still leads.</summary>
public sealed class StandstillGuardTests : IDisposable
{
    private readonly FrozenTime _time = new();
    private readonly StandstillGuard _guard;

    public StandstillGuardTests() => _guard = new StandstillGuard(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void A_process_that_runs_is_never_held_up()
    {
        for (var second = 0; second < 600; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(_guard.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task After_a_standstill_the_first_call_waits_although_no_timer_has_fired_yet()
    {
        _time.StandStill(TimeSpan.FromSeconds(20));
        var pass = _guard.PassAsync(Cancel).AsTask();
        Assert.False(pass.IsCompleted);
        _time.Advance(StandstillGuard.Recovery - TimeSpan.FromMilliseconds(1));
        Assert.False(pass.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await pass.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.True(_guard.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Work_that_is_cancelled_meanwhile_ends_without_a_call()
    {
        using var lost = new CancellationTokenSource();
        _time.StandStill(TimeSpan.FromSeconds(20));
        var pass = _guard.PassAsync(lost.Token).AsTask();
        await lost.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
    }

    [Fact]
    public void A_moment_without_CPU_is_no_standstill()
    {
        _time.StandStill(StandstillGuard.Tolerance - TimeSpan.FromSeconds(1));
        Assert.True(_guard.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
    }

    /// <summary>A clock that can go on without any timer: what a process sees that is stopped and goes on.</summary>
    private sealed class FrozenTime : FakeTimeProvider
    {
        private TimeSpan _missed;

        public void StandStill(TimeSpan time) => _missed += time;

        public override long GetTimestamp() => base.GetTimestamp() + (_missed.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
    }
}
