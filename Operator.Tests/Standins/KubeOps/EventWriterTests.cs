using System.Net;
using System.Text.Json.Nodes;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Events;
using KubeOps.Operator.Events;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class EventWriterTests : IDisposable
{
    private readonly FakeApi _api = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ListLogger<EventWriter> _log = new();
    private readonly EventPublisher _publish;

    public EventWriterTests() =>
        _publish = new EventWriter(_api.NewClient(), new OperatorSettingsBuilder { Name = "op" }.Build(), _time, _log).Create();

    [Fact]
    public async Task An_event_is_created_once_and_counted_afterwards()
    {
        await PublishAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        await PublishAsync();
        await PublishAsync();

        Assert.Equal(["POST", "PATCH", "PATCH"], _api.Writes.Select(write => write.Method));
        var written = Event();
        Assert.Equal(3, written["count"]!.GetValue<int>());
        Assert.Equal(("Created", "A role.", "Normal"), (written["reason"]!.ToString(), written["message"]!.ToString(), written["type"]!.ToString()));
        Assert.Equal(("Widget", "a", "ns"), (written["involvedObject"]!["kind"]!.ToString(), written["involvedObject"]!["name"]!.ToString(), written["involvedObject"]!["namespace"]!.ToString()));
        Assert.Equal("op", written["source"]!["component"]!.ToString());
        Assert.NotEqual(written["firstTimestamp"]!.ToString(), written["lastTimestamp"]!.ToString());
        Assert.Equal(0, _log.Count(108));
    }

    [Fact]
    public async Task Other_words_are_another_event()
    {
        await PublishAsync();
        await PublishAsync(message: "Another role.");
        await PublishAsync(reason: "Deleted");

        Assert.Equal(["POST", "POST", "POST"], _api.Writes.Select(write => write.Method));
        Assert.Equal(3, _api.Writes.Select(write => JsonNode.Parse(write.Body)!["metadata"]!["name"]!.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task A_failure_is_logged_and_not_thrown()
    {
        _api.Fault = _ => HttpStatusCode.InternalServerError;

        await PublishAsync();

        Assert.Equal(1, _log.Count(108));
    }

    [Fact]
    public async Task An_event_that_could_not_be_created_is_created_the_next_time()
    {
        _api.Fault = _ => HttpStatusCode.InternalServerError;
        await PublishAsync();
        _api.Fault = _ => null;

        await PublishAsync();

        Assert.Equal(2, Event()["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_event_that_has_expired_is_written_anew()
    {
        await PublishAsync();
        _api.Delete("/api/v1/namespaces/ns/events/" + Event()["metadata"]!["name"]);

        await PublishAsync();

        Assert.Equal(["POST", "PATCH", "POST"], _api.Writes.Select(write => write.Method));
        Assert.Equal(0, _log.Count(108));
    }

    [Fact]
    public async Task Long_names_and_messages_are_cut_to_what_the_API_server_takes()
    {
        await _publish(
            Widget.Of(new string('a', 229) + "." + new string('b', 23)), "Created", new string('m', 5000), cancellationToken: TestContext.Current.CancellationToken);

        var written = Event();
        Assert.InRange(written["metadata"]!["name"]!.ToString().Length, 1, 253);
        Assert.DoesNotContain("..", written["metadata"]!["name"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1024, written["message"]!.ToString().Length);
    }

    [Fact]
    public async Task Events_about_objects_of_the_whole_cluster_are_in_the_namespace_default()
    {
        var widget = Widget.Of("a");
        widget.Metadata.NamespaceProperty = null;

        await _publish(widget, "Created", "A role.", EventType.Warning, TestContext.Current.CancellationToken);

        Assert.Equal("/api/v1/namespaces/default/events", _api.Writes.Single().Path);
        Assert.Equal("Warning", Event()["type"]!.ToString());
    }

    public void Dispose() => _api.Dispose();

    private Task PublishAsync(string reason = "Created", string message = "A role.") =>
        _publish(Widget.Of("a"), reason, message, cancellationToken: TestContext.Current.CancellationToken);

    private JsonNode Event()
    {
        var created = _api.Writes.Last(write => write.Method == "POST");
        return _api.Find($"{created.Path}/{JsonNode.Parse(created.Body)!["metadata"]!["name"]}")!;
    }
}
