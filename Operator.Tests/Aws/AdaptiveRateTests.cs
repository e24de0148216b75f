using IrsaOperator.Aws;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Aws;

public sealed class AdaptiveRateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AdaptiveRate _rate;

    public AdaptiveRateTests() => _rate = new AdaptiveRate(initial: 10, ceiling: 50, _time);

    [Fact]
    public void Calls_go_at_the_rate()
    {
        Assert.NotNull(_rate.TryTake(waited: false));
        Assert.Null(_rate.TryTake(waited: false));
        Assert.Equal(0.1, _rate.UntilNext.TotalSeconds, 3);

        _time.Advance(_rate.UntilNext);

        Assert.NotNull(_rate.TryTake(waited: false));
        Assert.Null(_rate.TryTake(waited: false));
    }

    [Fact]
    public void A_pause_saves_up_next_to_nothing()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var calls = 0;
        while (_rate.TryTake(waited: false) is not null)
            calls++;
        Assert.Equal(2, calls);
    }

    [Fact]
    public void It_grows_while_calls_are_held_back_up_to_the_ceiling()
    {
        var before = _rate.CallsPerSecond;
        Next();
        Assert.InRange(_rate.CallsPerSecond, before + 0.01, before * 1.1);
        for (var i = 0; i < 500; i++)
            Next();
        Assert.Equal(50, _rate.CallsPerSecond);
    }

    [Fact]
    public void It_does_not_grow_while_nothing_is_held_back()
    {
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _rate.Answered(_rate.TryTake(waited: false)!.Value, throttled: false);
        }

        Assert.Equal(10, _rate.CallsPerSecond);
    }

    [Fact]
    public void The_first_throttled_answer_takes_three_tenths_off_and_later_ones_one_and_a_pause_follows()
    {
        foreach (var left in new[] { 0.7, 0.9, 0.9 })
        {
            for (var i = 0; i < 20; i++)
                _rate.Answered(Next(), throttled: false);
            var sent = Next();
            var before = _rate.CallsPerSecond;

            _rate.Answered(sent, throttled: true);

            Assert.Equal(before * left, _rate.CallsPerSecond, 6);
        }

        Assert.InRange(_rate.UntilNext.TotalSeconds, 0.2, 0.5);
    }

    [Fact]
    public void Calls_that_were_sent_before_a_decrease_count_no_more()
    {
        var sent = Enumerable.Range(0, 5).Select(_ => Next()).ToList();
        _rate.Answered(sent[0], throttled: true);
        var after = _rate.CallsPerSecond;

        foreach (var late in sent.Skip(1))
            _rate.Answered(late, throttled: true);
        Assert.Equal(after, _rate.CallsPerSecond);

        _rate.Answered(Next(), throttled: true);
        Assert.InRange(_rate.CallsPerSecond, 0, after * 0.95);
    }

    [Fact]
    public void Throttled_again_and_again_it_comes_down_fast_but_not_to_nothing()
    {
        for (var i = 0; i < 6; i++)
            _rate.Answered(Next(), throttled: true);
        Assert.InRange(_rate.CallsPerSecond, 0.2, 2);
        for (var i = 0; i < 50; i++)
            _rate.Answered(Next(), throttled: true);
        Assert.InRange(_rate.CallsPerSecond, 0.2, 0.3);
    }

    [Fact]
    public void It_is_careful_near_the_rate_that_was_too_much_and_bold_beyond()
    {
        for (var i = 0; i < 20; i++)
            _rate.Answered(Next(), throttled: false);
        _rate.Answered(Next(), throttled: true);
        for (var i = 0; i < 80; i++)
            _rate.Answered(Next(), throttled: false);
        var sent = Next();
        var limit = _rate.CallsPerSecond;
        _rate.Answered(sent, throttled: true);

        var near = CallsWhile(() => _rate.CallsPerSecond < limit * 1.02);
        Assert.InRange(near, 25, 70);
        var beyond = CallsWhile(() => _rate.CallsPerSecond < limit * 2);
        Assert.InRange(beyond, 25, 150);
    }

    [Fact]
    public void A_ceiling_below_one_call_a_second_is_kept()
    {
        var slow = new AdaptiveRate(initial: 0.02, ceiling: 0.1, _time);
        Assert.Equal(0.1, slow.CallsPerSecond);
    }

    private int CallsWhile(Func<bool> condition)
    {
        var calls = 0;
        for (; condition(); calls++)
            Next();
        return calls;
    }

    private long Next()
    {
        _time.Advance(_rate.UntilNext + TimeSpan.FromTicks(1));
        return Assert.NotNull(_rate.TryTake(waited: true));
    }
}
