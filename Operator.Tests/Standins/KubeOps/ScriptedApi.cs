using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using k8s;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>An API server that answers one request after the other as it was told, and then lets them wait.</summary>
internal sealed class ScriptedApi : DelegatingHandler
{
    private readonly ConcurrentQueue<Func<HttpResponseMessage>> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Lazy<Kubernetes> _client;

    public ScriptedApi() => _client = new Lazy<Kubernetes>(
        () => new Kubernetes(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" }, this));

    /// <summary>The queries asked so far.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public ApiTransport Transport => new(_client.Value);

    public ScriptedApi Answer(string content, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answers.Enqueue(() => new HttpResponseMessage(status) { Content = new StringContent(content) });
        return this;
    }

    /// <summary>A list; with a token when more follows.</summary>
    public ScriptedApi List(string resourceVersion, string? next, params string[] items) =>
        Answer($$"""{"metadata":{"resourceVersion":"{{resourceVersion}}","continue":"{{next}}"},"items":[{{string.Join(',', items)}}]}""");

    /// <summary>A watch that ends after these lines.</summary>
    public ScriptedApi Watch(params string[] lines) => Answer(string.Join('\n', lines));

    /// <summary>A watch that says these lines, and then nothing.</summary>
    public ScriptedApi Silence(params string[] lines)
    {
        _answers.Enqueue(() =>
        {
            var pipe = new Pipe();
            pipe.Writer.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
            _ = pipe.Writer.FlushAsync().AsTask();
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
        });
        return this;
    }

    public ScriptedApi Fail(int times = 1)
    {
        for (var time = 0; time < times; time++)
            _answers.Enqueue(() => throw new HttpRequestException("Connection refused."));
        return this;
    }

    public static string Item(string name, string version, string size = "1", string? uid = null) =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{uid ?? "uid-" + name}}}","resourceVersion":"{{{version}}}"},"spec":{"size":{{{size}}}}}""";

    public static string Line(string type, string item) => $$"""{"type":"{{type}}","object":{{item}}}""";

    public static string Bookmark(string version) => Line("BOOKMARK", $$$"""{"metadata":{"resourceVersion":"{{{version}}}"}}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request.RequestUri!.Query);
        if (_answers.TryDequeue(out var answer))
            return answer();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException();
    }

    protected override void Dispose(bool disposing)
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        base.Dispose(disposing);
    }
}
