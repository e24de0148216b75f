using System.Globalization;
using System.Threading.Channels;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class WorkQueueTests : IDisposable
{
    private readonly CountingTime _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_in_one_workers_hands_at_most_and_none_is_lost()
    {
        using var queue = new WorkQueue<string>(TimeProvider.System);
        var asked = new int[20];
        var seen = new int[20];
        var running = new int[20];
        var overlaps = 0;
        var workers = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                string key;
                try
                {
                    key = await queue.TakeAsync(Token);
                }
                catch (ChannelClosedException)
                {
                    return;
                }

                var index = int.Parse(key, CultureInfo.InvariantCulture);
                if (Interlocked.Increment(ref running[index]) > 1)
                    Interlocked.Increment(ref overlaps);
                Volatile.Write(ref seen[index], Volatile.Read(ref asked[index]));
                await Task.Yield();
                Interlocked.Decrement(ref running[index]);
                queue.Done(key);
            }
        }, Token)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(producer => Task.Run(() =>
        {
            for (var round = 0; round < 5_000; round++)
            {
                var index = (round + producer) % 20;
                Interlocked.Increment(ref asked[index]);
                if (round % 3 == 0)
                    queue.AddAfter(index.ToString(CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(1));
                else
                    queue.Add(index.ToString(CultureInfo.InvariantCulture));
            }
        }, Token)));

        await Wait.UntilAsync(() => queue.Size.Keys == 0);
        queue.Close();
        await Task.WhenAll(workers);
        Assert.Equal(asked, seen);
        Assert.Equal(0, overlaps);
        Assert.Equal((0, 0), (queue.ReadyCount, queue.ScheduledCount));
    }

    [Fact]
    public async Task Whatever_is_asked_of_a_busy_key_is_one_later_run()
    {
        _queue.Add("a");
        var key = await _queue.TakeAsync(Token);
        _queue.Add("a");
        _queue.Add("a");
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        Assert.Equal(0, _queue.ReadyCount);

        _queue.Done(key);
        Assert.Equal("a", await _queue.TakeAsync(Token));
        _queue.Done("a");

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _queue.ReadyCount);
        Assert.Equal(0, _queue.Size.Keys);
    }

    [Fact]
    public async Task Ready_keys_are_taken_in_their_order()
    {
        foreach (var key in (string[])["c", "a", "b", "a"])
            _queue.Add(key);

        Assert.Equal(["c", "a", "b"], [await _queue.TakeAsync(Token), await _queue.TakeAsync(Token), await _queue.TakeAsync(Token)]);
        Assert.Equal(0, _queue.ReadyCount);
    }

    [Fact]
    public void Delays_wait_for_one_timer_that_fires_once()
    {
        for (var index = 0; index < 100; index++)
            _queue.AddAfter(index.ToString(CultureInfo.InvariantCulture), TimeSpan.FromHours(1));
        Assert.Equal(100, _queue.ScheduledCount);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal((1, 0), (_time.Timers, _time.Fired));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((100, 0), (_queue.ReadyCount, _queue.ScheduledCount));
        Assert.Equal((1, 1), (_time.Timers, _time.Fired));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public async Task The_earliest_of_several_times_counts(int first, int second)
    {
        _queue.AddAfter("a", TimeSpan.FromMinutes(first));
        _queue.AddAfter("a", TimeSpan.FromMinutes(second));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), (_queue.ReadyCount, _queue.ScheduledCount));
        _queue.Done(await _queue.TakeAsync(Token));

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, _queue.ReadyCount);
    }

    [Fact]
    public async Task A_waiting_key_that_is_asked_for_runs_at_once_and_no_second_time()
    {
        _queue.AddAfter("a", TimeSpan.FromMinutes(5));
        _queue.Add("a");
        Assert.Equal("a", await _queue.TakeAsync(Token));
        _queue.Done("a");

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((0, 0), (_queue.ReadyCount, _queue.ScheduledCount));
        Assert.Equal((0, 0), _queue.Size);
    }

    [Fact]
    public async Task A_time_that_comes_while_the_key_is_busy_is_one_later_run()
    {
        _queue.Add("a");
        await _queue.TakeAsync(Token);
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, _queue.ReadyCount);

        _queue.Done("a");
        Assert.Equal(1, _queue.ReadyCount);
    }

    [Fact]
    public async Task Close_lets_waiters_go_and_takes_nothing_more()
    {
        var waiters = Enumerable.Range(0, 3).Select(_ => _queue.TakeAsync(Token).AsTask()).ToArray();
        _queue.Close();
        _queue.Add("a");

        foreach (var waiter in waiters)
            await Assert.ThrowsAsync<ChannelClosedException>(() => waiter);
        await Assert.ThrowsAsync<ChannelClosedException>(() => _queue.TakeAsync(Token).AsTask());
    }

    [Fact]
    public void A_delay_beyond_what_timers_know_is_waited_for()
    {
        _queue.AddAfter("a", TimeSpan.FromDays(100));

        for (var day = 1; day < 100; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            Assert.Equal(0, _queue.ReadyCount);
        }

        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, _queue.ReadyCount);
    }

    [Fact]
    public void A_delay_beyond_the_end_of_time_is_no_error()
    {
        _queue.AddAfter("a", TimeSpan.MaxValue);
        Assert.Equal(1, _queue.ScheduledCount);
    }

    [Fact]
    public async Task Times_that_were_replaced_do_not_pile_up()
    {
        for (var run = 0; run < 10_000; run++)
        {
            _queue.Add("a");
            await _queue.TakeAsync(Token);
            _queue.AddAfter("a", TimeSpan.FromHours(10));
            _queue.Done("a");
        }

        Assert.Equal(1, _queue.Size.Keys);
        Assert.InRange(_queue.Size.Times, 1, 100);
        _time.Advance(TimeSpan.FromHours(10));
        Assert.Equal(1, _queue.ReadyCount);
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>A clock that counts its timers and how often they fire.</summary>
    private sealed class CountingTime : FakeTimeProvider
    {
        public int Timers { get; private set; }

        public int Fired { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(
                argument =>
                {
                    Fired++;
                    callback(argument);
                },
                state,
                dueTime,
                period);
        }
    }
}
