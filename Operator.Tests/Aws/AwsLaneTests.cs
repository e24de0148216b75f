using IrsaOperator.Aws;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Aws;

public sealed class AwsLaneTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly AwsLane _lane;

    public AwsLaneTests() => _lane = new AwsLane(new AwsCallOptions(), _time);

    public void Dispose() => _lane.Dispose();

    [Fact]
    public async Task One_call_is_served_second_however_many_another_binding_has_waiting()
    {
        await _lane.WaitAsync("first", TestContext.Current.CancellationToken);
        var many = Enumerable.Range(0, 500).Select(_ => WaitAsync("many")).ToList();
        var one = WaitAsync("one");
        Assert.Equal(501, _lane.Waiting);

        while (_lane.Waiting > 0)
            _time.Advance(TimeSpan.FromMilliseconds(1));

        var sent = await one;
        Assert.Single(await Task.WhenAll(many), other => other < sent);
    }

    [Fact]
    public async Task Who_waits_alone_has_the_whole_rate()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => WaitAsync("alone")).ToList();
        for (var i = 0; i < 5000; i++)
            _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _lane.Waiting);
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Cancellation_gives_the_place_up_at_once()
    {
        await _lane.WaitAsync("first", TestContext.Current.CancellationToken);
        using var source = new CancellationTokenSource();
        var cancelled = _lane.WaitAsync("a", source.Token).AsTask();
        var other = WaitAsync("b");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, _lane.Waiting);

        _time.Advance(TimeSpan.FromMilliseconds(101));

        await other;
    }

    [Fact]
    public async Task Who_is_cancelled_already_takes_no_place()
    {
        await _lane.WaitAsync("first", TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lane.WaitAsync("a", new CancellationToken(canceled: true)).AsTask());
        Assert.Equal(0, _lane.Waiting);
    }

    [Fact]
    public async Task Who_waits_when_it_ends_is_told()
    {
        await _lane.WaitAsync("first", TestContext.Current.CancellationToken);
        var waiting = WaitAsync("a");
        _lane.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => WaitAsync("a"));
    }

    [Fact]
    public async Task A_timer_serves_many_calls_when_it_comes_late()
    {
        using var fast = new AwsLane(new AwsCallOptions { CallsPerSecond = 1000 }, _time);
        var calls = Enumerable.Range(0, 15).Select(_ => fast.WaitAsync("a", TestContext.Current.CancellationToken).AsTask()).ToList();
        _time.Advance(TimeSpan.FromMilliseconds(75));
        Assert.Equal(0, fast.Waiting);
        await Task.WhenAll(calls);
    }

    private Task<long> WaitAsync(string origin) => _lane.WaitAsync(origin, TestContext.Current.CancellationToken).AsTask();
}
