using CsCheck;
using IrsaOperator.Aws;

namespace IrsaOperator.Tests.Aws;

public sealed class FairQueueTests
{
    private readonly FairQueue<string> _queue = new();

    [Fact]
    public void Keys_take_turns_and_the_oldest_comes_first_under_a_key()
    {
        foreach (var item in new[] { "a1", "a2", "a3", "b1", "c1", "c2" })
            _queue.Enqueue(item[..1], item);
        Assert.Equal(["a1", "b1", "c1", "a2", "c2", "a3"], Rest());
    }

    [Fact]
    public void A_key_that_comes_back_waits_for_its_turn()
    {
        _queue.Enqueue("a", "a1");
        _queue.Enqueue("b", "b1");
        Assert.True(_queue.TryDequeue(out var first));
        _queue.Enqueue("a", "a2");
        Assert.Equal(["a1", "b1", "a2"], [first, .. Rest()]);
    }

    [Fact]
    public void A_place_that_is_given_up_is_nobodys()
    {
        _queue.Enqueue("a", "a1");
        var leave = _queue.Enqueue("b", "b1");
        _queue.Enqueue("b", "b2");
        Assert.True(leave());
        Assert.False(leave());
        Assert.Equal(2, _queue.Count);
        Assert.Equal(["a1", "b2"], Rest());
        Assert.False(_queue.TryDequeue(out _));
    }

    [Fact]
    public void A_place_that_was_served_cannot_be_given_up()
    {
        var leave = _queue.Enqueue("a", "a1");
        Assert.True(_queue.TryDequeue(out _));
        Assert.False(leave());
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Nothing_is_lost_and_no_key_is_served_twice_while_another_waits() => Gen.Int[0, 5].Array[0, 40].Sample(keys =>
    {
        var queue = new FairQueue<int>();
        foreach (var key in keys)
            queue.Enqueue($"{key}", key);
        var served = new List<int>();
        while (queue.TryDequeue(out var item))
            served.Add(item);
        Assert.Equal(keys.Order(), served.Order());
        var round = new HashSet<int>();
        for (var i = 0; i < served.Count; i++)
        {
            if (!round.Add(served[i]))
            {
                // A new round begins only when everyone who still waits was in the last one.
                Assert.All(served.Skip(i), key => Assert.Contains(key, round));
                round = [served[i]];
            }
        }
    });

    private List<string> Rest()
    {
        var rest = new List<string>();
        while (_queue.TryDequeue(out var item))
            rest.Add(item);
        return rest;
    }
}
