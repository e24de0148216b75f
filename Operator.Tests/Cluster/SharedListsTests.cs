using IrsaOperator.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Cluster;

public sealed class SharedListsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SharedLists<string> _lists;
    private Func<Task<string>> _list;
    private int _made;

    public SharedListsTests()
    {
        _list = () => Task.FromResult($"list {_made}");
        _lists = new SharedLists<string>(
            (_, _) =>
            {
                _made++;
                return _list();
            },
            _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_two_are_on_their_own_and_the_others_share_one_list()
    {
        Assert.Null(await FindAsync("a"));
        Assert.Null(await FindAsync("a"));
        Assert.Null(await FindAsync("b"));
        Assert.Equal("list 1", await FindAsync("a"));
        Assert.Equal("list 1", await FindAsync("a"));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_list_is_dropped_after_some_seconds_however_often_it_is_asked_for()
    {
        for (var i = 0; i < 2; i++)
            await FindAsync("a");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("list 1", await FindAsync("a"));
            _time.Advance(SharedLists<string>.MaxAge / 4);
        }

        Assert.Null(await FindAsync("a"));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_list_that_fails_is_made_again()
    {
        _list = () => Task.FromException<string>(new HttpRequestException("away"));
        await FindAsync("a");
        await FindAsync("a");
        await Assert.ThrowsAsync<HttpRequestException>(() => FindAsync("a"));
        _list = () => Task.FromResult("there");
        await FindAsync("a");
        await FindAsync("a");
        Assert.Equal("there", await FindAsync("a"));
    }

    private Task<string?> FindAsync(string key) => _lists.FindAsync(key, Cancel);
}
