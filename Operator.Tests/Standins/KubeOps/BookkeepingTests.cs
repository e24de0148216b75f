using KubeOps.Abstractions.Builder;
using KubeOps.Operator.Engine;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>The engine's small memories: objects, generations, ended lives, delays.</summary>
public sealed class BookkeepingTests
{
    private static readonly ObjectKey Place = ObjectKey.Of("ns", "a");

    [Fact]
    public void The_store_never_goes_back_in_time_within_a_life()
    {
        var store = new ObjectStore<Widget>();
        var newer = Widget.Of("a", resourceVersion: "10");
        Assert.True(store.Put(newer, out var ended));
        Assert.Null(ended);
        Assert.False(store.Put(Widget.Of("a", resourceVersion: "9"), out _));
        store.Refresh(Widget.Of("a", resourceVersion: "8"));
        Assert.Same(newer, store.Find(Place));
    }

    [Fact]
    public void Another_uid_is_another_life_whatever_its_version()
    {
        var store = new ObjectStore<Widget>();
        var first = Widget.Of("a", uid: "first", resourceVersion: "10");
        store.Put(first, out _);

        Assert.True(store.Put(Widget.Of("a", uid: "second", resourceVersion: "5"), out var ended));
        Assert.Same(first, ended);
        Assert.Null(store.Remove(Place, "first"));
        Assert.NotNull(store.Remove(Place, "second"));
    }

    [Fact]
    public void What_a_write_answers_does_not_bring_the_dead_back()
    {
        var store = new ObjectStore<Widget>();
        store.Put(Widget.Of("a", resourceVersion: "1"), out _);
        store.Remove(Place, uid: null);

        store.Refresh(Widget.Of("a", resourceVersion: "2"));

        Assert.Null(store.Find(Place));
    }

    [Fact]
    public void By_generation_only_a_new_generation_a_new_life_and_the_deletion_are_news()
    {
        var seen = new SeenGenerations(ReconcileStrategy.ByGeneration);
        Assert.True(seen.IsNews(Widget.Of("a", resourceVersion: "1", generation: 1)));
        Assert.False(seen.IsNews(Widget.Of("a", resourceVersion: "2", generation: 1)));
        Assert.True(seen.IsNews(Widget.Of("a", resourceVersion: "3", generation: 2)));
        var deleting = Widget.Of("a", resourceVersion: "4", generation: 2);
        deleting.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        Assert.True(seen.IsNews(deleting));
        Assert.True(seen.IsNews(Widget.Of("a", uid: "other", resourceVersion: "5", generation: 2)));
    }

    [Fact]
    public void What_has_no_generation_is_always_news_and_by_version_every_version_is()
    {
        var byGeneration = new SeenGenerations(ReconcileStrategy.ByGeneration);
        Assert.True(byGeneration.IsNews(Widget.Of("a", resourceVersion: "1")));
        Assert.True(byGeneration.IsNews(Widget.Of("a", resourceVersion: "1")));

        var byVersion = new SeenGenerations(ReconcileStrategy.ByResourceVersion);
        Assert.True(byVersion.IsNews(Widget.Of("a", resourceVersion: "1", generation: 1)));
        Assert.False(byVersion.IsNews(Widget.Of("a", resourceVersion: "1", generation: 1)));
        Assert.True(byVersion.IsNews(Widget.Of("a", resourceVersion: "2", generation: 1)));
        byVersion.Forget(Place);
        Assert.True(byVersion.IsNews(Widget.Of("a", resourceVersion: "2", generation: 1)));
    }

    [Fact]
    public void Ended_lives_are_told_in_their_order()
    {
        var ended = new EndedLives<Widget>();
        var (one, two) = (Widget.Of("a", uid: "1"), Widget.Of("a", uid: "2"));
        ended.Add(Place, one);
        ended.Add(Place, two);

        Assert.Same(one, ended.First(Place));
        ended.RemoveFirst(Place);
        Assert.Same(two, ended.First(Place));
        ended.RemoveFirst(Place);
        Assert.Null(ended.First(Place));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(9, 300)]
    [InlineData(int.MaxValue, 300)]
    public void Delays_double_up_to_a_cap_and_vary_by_a_fifth(int failure, double seconds)
    {
        var delays = Enumerable.Range(0, 200).Select(_ => Backoff.Delay(failure, TimeSpan.FromSeconds(2), Backoff.Longest).TotalSeconds).ToArray();

        Assert.All(delays, delay => Assert.InRange(delay, seconds * 0.799, seconds * 1.201));
        Assert.True(delays.Distinct().Count() > 100);
    }
}
