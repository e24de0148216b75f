using System.Collections.Concurrent;
using System.Net;
using k8s.Models;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.Time.Testing;
using static IrsaOperator.Tests.Standins.KubeOps.ScriptedApi;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class ReflectorTests : IDisposable
{
    private const string Expired = """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}""";

    private readonly ScriptedApi _api = new();
    private readonly Sink _sink = new();
    private readonly ObjectStore<Widget> _store = new();
    private readonly ListLogger<ReflectorTests> _log = new();
    private readonly ReflectorOptions _options = new() { FirstRetry = TimeSpan.FromMilliseconds(1), LongestRetry = TimeSpan.FromMilliseconds(2), PageSize = 2 };

    [Fact]
    public async Task Every_page_is_read_and_the_watch_starts_at_the_list()
    {
        _api.List("10", "c1", Item("a", "1"), Item("b", "2")).List("10", next: null, Item("c", "3"));

        await RunUntilRequestsAsync(3);

        Assert.Equal(["+a", "+b", "+c"], _sink.Heard);
        Assert.Contains("limit=2", _api.Requests[0], StringComparison.Ordinal);
        Assert.Contains("continue=c1", _api.Requests[1], StringComparison.Ordinal);
        Assert.Contains("watch=true", _api.Requests[2], StringComparison.Ordinal);
        Assert.Contains("allowWatchBookmarks=true", _api.Requests[2], StringComparison.Ordinal);
        Assert.Contains("resourceVersion=10", _api.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_continue_token_starts_the_list_afresh()
    {
        _api.List("10", "c1", Item("a", "1")).Answer("""{"kind":"Status","code":410}""", HttpStatusCode.Gone).List("11", next: null, Item("b", "2"));

        await RunUntilRequestsAsync(4);

        Assert.Equal(["+a", "+b", "-a"], _sink.Heard);
        Assert.DoesNotContain("continue", _api.Requests[2], StringComparison.Ordinal);
        Assert.Contains("resourceVersion=11", _api.Requests[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_watch_lists_again_and_reports_what_has_vanished(bool asEvent)
    {
        _api.List("10", next: null, Item("a", "1"), Item("b", "2"));
        _ = asEvent ? _api.Watch(Expired) : _api.Answer("""{"kind":"Status","code":410}""", HttpStatusCode.Gone);
        _api.List("20", next: null, Item("b", "2"), Item("c", "15"));

        await RunUntilRequestsAsync(4);

        Assert.Equal(["+a", "+b", "+b", "+c", "-a"], _sink.Heard);
        Assert.DoesNotContain("watch", _api.Requests[2], StringComparison.Ordinal);
        Assert.Null(_store.Find(ObjectKey.Of("ns", "a")));
        Assert.NotNull(_store.Find(ObjectKey.Of("ns", "c")));
    }

    [Fact]
    public async Task A_closed_stream_goes_on_from_the_last_event_or_bookmark()
    {
        _api.List("10", next: null)
            .Watch(Line("ADDED", Item("a", "11")))
            .Watch(Line("MODIFIED", Item("a", "12")), Bookmark("30"))
            .Watch(Line("DELETED", Item("a", "31")));

        await RunUntilRequestsAsync(5);

        Assert.Equal(["+a", "+a", "-a"], _sink.Heard);
        Assert.Equal(
            ["10", "11", "30", "31"],
            _api.Requests.Skip(1).Select(query => query.Split('&').First(part => part.StartsWith("resourceVersion=", StringComparison.Ordinal)).Split('=')[1]));
    }

    [Fact]
    public async Task Connection_errors_end_nothing_and_lose_nothing()
    {
        _api.Fail(5).List("10", next: null, Item("a", "1")).Watch(Line("ADDED", Item("b", "11"))).Fail(5)
            .Answer("""{"kind":"Status","code":500}""", HttpStatusCode.InternalServerError).Watch(Line("ADDED", Item("c", "12")));

        await RunUntilRequestsAsync(15);

        Assert.Equal(["+a", "+b", "+c"], _sink.Heard);
        Assert.Equal(11, _log.Count(104));
        Assert.Contains("resourceVersion=11", _api.Requests[12], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_asked_for_again()
    {
        _api.List("10", next: null).Watch(Line("ADDED", Item("a", "11")), """{"type":"ADDED","obj""").Watch(Line("ADDED", Item("b", "12")));

        await RunUntilRequestsAsync(4);

        Assert.Equal(["+a", "+b"], _sink.Heard);
        Assert.Contains("resourceVersion=11", _api.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_stream_is_abandoned_and_goes_on_from_where_it_was()
    {
        var time = new FakeTimeProvider();
        _api.List("10", next: null).Silence(Line("ADDED", Item("a", "11"))).Watch(Line("ADDED", Item("b", "12")));

        await RunUntilAsync(() => _api.Requests.Count >= 4, time, TimeSpan.FromSeconds(10));

        Assert.Equal(["+a", "+b"], _sink.Heard);
        Assert.Contains("resourceVersion=11", _api.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_never_comes_is_asked_for_again()
    {
        var time = new FakeTimeProvider();
        _api.Silence().List("10", next: null, Item("a", "1"));

        await RunUntilAsync(() => _api.Requests.Count >= 3, time, TimeSpan.FromSeconds(10));

        Assert.Equal(["+a"], _sink.Heard);
    }

    [Fact]
    public async Task Repeated_expiry_is_answered_with_growing_pauses()
    {
        var time = new FakeTimeProvider();
        var options = new ReflectorOptions { FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromSeconds(30) };
        for (var round = 0; round < 5; round++)
            _api.List("10", next: null).Watch(Expired);

        var start = time.GetTimestamp();
        await RunUntilAsync(() => _api.Requests.Count >= 11, time, TimeSpan.FromMilliseconds(500), options);

        // 1 + 2 + 4 + 8 + 16 seconds, a fifth less at the most.
        Assert.InRange(time.GetElapsedTime(start), TimeSpan.FromSeconds(24), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task An_object_that_cant_be_read_is_skipped_and_told_once_in_each_state()
    {
        var poison = Item("poison", "2", "\"many\"");
        _api.List("10", next: null, Item("a", "1"), poison, Item("b", "3"))
            .Watch(Expired)
            .List("11", next: null, Item("a", "1"), poison, Item("b", "3"))
            .Watch(Line("MODIFIED", Item("poison", "12", "\"more\"")), Line("ADDED", Item("c", "13")), Line("MODIFIED", Item("poison", "14")));

        await RunUntilRequestsAsync(5);

        Assert.Equal(["+a", "+b", "+a", "+b", "+c", "+poison"], _sink.Heard);
        Assert.Equal(2, _log.Count(105));
    }

    [Fact]
    public async Task An_object_that_became_unreadable_is_still_seen_to_end()
    {
        _api.List("10", next: null, Item("a", "1"))
            .Watch(Line("MODIFIED", Item("a", "11", "\"many\"")), Line("DELETED", Item("a", "12", "\"many\"")));

        await RunUntilRequestsAsync(3);

        Assert.Equal(["+a", "-a"], _sink.Heard);
    }

    [Fact]
    public async Task A_life_that_ended_unseen_is_reported_before_the_next_one()
    {
        _api.List("10", next: null, Item("a", "1", uid: "first"))
            .Watch(Expired)
            .List("20", next: null, Item("a", "15", uid: "second"));

        await RunUntilRequestsAsync(4);

        Assert.Equal(["+a", "-a", "+a"], _sink.Heard);
        Assert.Equal(["first", "first", "second"], _sink.Uids);
    }

    [Fact]
    public async Task A_life_whose_successor_cant_be_read_has_ended_all_the_same()
    {
        _api.List("10", next: null, Item("a", "1", uid: "first"))
            .Watch(Expired)
            .List("20", next: null, Item("a", "15", "\"many\"", uid: "second"));

        await RunUntilRequestsAsync(4);

        Assert.Equal(["+a", "-a"], _sink.Heard);
        Assert.Null(_store.Find(ObjectKey.Of("ns", "a")));
    }

    [Fact]
    public async Task A_torn_connection_during_a_stop_is_a_stop()
    {
        using var stop = new CancellationTokenSource();
        using var api = new TornApi(stop);
        using var client = new k8s.Kubernetes(new k8s.KubernetesClientConfiguration { Host = "http://127.0.0.1:1" }, api);
        var reflector = new Reflector<Widget>(
            new global::KubeOps.KubernetesClient.ApiTransport(client), _store, _sink, _options, new ReflectorInstruments(_log, Metrics: null, TimeProvider.System));

        await reflector.RunAsync(stop.Token);

        Assert.True(stop.IsCancellationRequested);
    }

    public void Dispose() => _api.Dispose();

    private Task RunUntilRequestsAsync(int count) => RunUntilAsync(() => _api.Requests.Count >= count, TimeProvider.System);

    private async Task RunUntilAsync(Func<bool> condition, TimeProvider time, TimeSpan? step = null, ReflectorOptions? options = null)
    {
        using var stop = new CancellationTokenSource();
        var reflector = new Reflector<Widget>(_api.Transport, _store, _sink, options ?? _options, new ReflectorInstruments(_log, Metrics: null, time));
        var running = reflector.RunAsync(stop.Token);
        await Wait.UntilAsync(condition, time as FakeTimeProvider, step);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running.WaitAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Sink : IReflectorSink<Widget>
    {
        private readonly ConcurrentQueue<(char What, Widget Widget)> _heard = new();

        public IReadOnlyList<string> Heard => [.. _heard.Select(one => one.What + one.Widget.Name())];

        public IReadOnlyList<string> Uids => [.. _heard.Select(one => one.Widget.Uid())];

        public void OnUpserted(Widget entity) => _heard.Enqueue(('+', entity));

        public void OnDeleted(Widget entity) => _heard.Enqueue(('-', entity));
    }

    private sealed class TornApi(CancellationTokenSource stop) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            throw new HttpRequestException("The connection was reset.");
        }
    }
}
