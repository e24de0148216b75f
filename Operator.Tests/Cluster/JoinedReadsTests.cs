using IrsaOperator.Cluster;

namespace IrsaOperator.Tests.Cluster;

public sealed class JoinedReadsTests
{
    private readonly List<TaskCompletionSource<string>> _reads = [];
    private readonly JoinedReads<string> _joined;

    public JoinedReadsTests() => _joined = new JoinedReads<string>(_ =>
    {
        var read = new TaskCompletionSource<string>();
        lock (_reads)
            _reads.Add(read);
        return read.Task;
    });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_who_asks_alone_does_not_wait()
    {
        for (var number = 0; number < 3; number++)
        {
            var answer = _joined.AskAsync("a", Cancel);
            Assert.Equal(number + 1, _reads.Count);
            _reads[number].SetResult($"read {number}");
            Assert.Equal($"read {number}", await answer);
        }
    }

    [Fact]
    public async Task Those_who_ask_while_a_read_is_under_way_share_the_next_one_and_never_get_that_one()
    {
        var first = _joined.AskAsync("a", Cancel);
        var others = Enumerable.Range(0, 20).Select(_ => _joined.AskAsync("a", Cancel)).ToList();
        Assert.Single(_reads);
        _reads[0].SetResult("old");
        Assert.Equal("old", await first);

        Assert.Equal(2, _reads.Count);
        var third = _joined.AskAsync("a", Cancel);
        Assert.All(others, other => Assert.False(other.IsCompleted));
        _reads[1].SetResult("new");
        Assert.All(await Task.WhenAll(others), answer => Assert.Equal("new", answer));

        _reads[2].SetResult("newest");
        Assert.Equal("newest", await third);
        Assert.Equal(3, _reads.Count);
    }

    [Fact]
    public async Task Keys_have_nothing_to_do_with_each_other()
    {
        var (a, b) = (_joined.AskAsync("a", Cancel), _joined.AskAsync("b", Cancel));
        _reads[1].SetResult("of b");
        Assert.Equal("of b", await b);
        Assert.False(a.IsCompleted);
        _reads[0].SetResult("of a");
        Assert.Equal("of a", await a);
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_those_who_wait_for_it_and_for_nobody_else()
    {
        var first = _joined.AskAsync("a", Cancel);
        var second = _joined.AskAsync("a", Cancel);
        _reads[0].SetException(new HttpRequestException("away"));
        await Assert.ThrowsAsync<HttpRequestException>(() => first);
        _reads[1].SetResult("there");
        Assert.Equal("there", await second);
    }

    [Fact]
    public async Task One_who_gives_up_ends_the_read_for_nobody_else()
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = _joined.AskAsync("a", impatient.Token);
        var second = _joined.AskAsync("a", impatient.Token);
        var third = _joined.AskAsync("a", Cancel);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _reads[0].SetResult("first");
        _reads[1].SetResult("second");
        Assert.Equal("second", await third);
    }
}
