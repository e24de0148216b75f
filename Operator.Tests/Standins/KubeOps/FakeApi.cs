using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>An API server that keeps objects of any kind: list, watch, get, create, replace, merge patch, delete.</summary>
internal sealed class FakeApi : DelegatingHandler
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<(string Collection, PipeWriter Writer)> _watches = [];
    private readonly ConcurrentQueue<FakeRequest> _requests = new();
    private readonly Lazy<Kubernetes> _client;
    private int _version;

    public FakeApi() => _client = new Lazy<Kubernetes>(() => new Kubernetes(Configuration, this));

    public static KubernetesClientConfiguration Configuration => new() { Host = "http://127.0.0.1:1", Namespace = "ns" };

    public Kubernetes Client => _client.Value;

    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    public IReadOnlyList<FakeRequest> Writes => [.. _requests.Where(request => request.Method != "GET")];

    /// <summary>What a request is answered instead of what would be right; null lets it pass.</summary>
    public Func<FakeRequest, HttpStatusCode?> Fault { get; set; } = _ => null;

    /// <summary>Which requests are never answered.</summary>
    public Func<FakeRequest, bool> Hang { get; set; } = _ => false;

    public global::KubeOps.KubernetesClient.KubernetesClient NewClient() => new(Configuration, Client);

    public ApiTransport Transport => new(Client);

    public JsonObject? Find(string path)
    {
        lock (_lock)
            return _objects.GetValueOrDefault(path)?.DeepClone().AsObject();
    }

    /// <summary>Creates or changes an object, as somebody else would.</summary>
    public void Put(string path, Action<JsonObject>? change = null)
    {
        lock (_lock)
        {
            var isNew = !_objects.TryGetValue(path, out var found);
            var item = found?.DeepClone().AsObject() ?? New(path);
            change?.Invoke(item);
            Store(path, item, isNew);
        }
    }

    /// <summary>Deletes an object, or marks it where finalizers hold it.</summary>
    public void Delete(string path)
    {
        lock (_lock)
        {
            var item = _objects[path].DeepClone().AsObject();
            item["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
            Store(path, item, isNew: false);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var seen = new FakeRequest(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, body, request.Content?.Headers.ContentType?.MediaType);
        _requests.Enqueue(seen);
        if (Hang(seen))
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        var fault = Fault(seen);
        HttpResponseMessage answer;
        lock (_lock)
            answer = fault is { } status ? Refuse(status) : Answer(seen);
        answer.RequestMessage = request;
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage Answer(FakeRequest request) => request.Method switch
    {
        "GET" when request.Query.Contains("watch=true", StringComparison.Ordinal) => Watch(request.Path),
        "GET" when _objects.TryGetValue(request.Path, out var found) => Ok(found),
        "GET" when IsItem(request.Path) => Refuse(HttpStatusCode.NotFound),
        "GET" => Ok(new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = Version },
            ["items"] = new JsonArray([.. _objects.Where(one => IsIn(one.Key, request.Path)).Select(one => one.Value.DeepClone())]),
        }),
        "POST" => Create(request),
        _ when !_objects.ContainsKey(request.Path) => Refuse(HttpStatusCode.NotFound),
        "PUT" => Change(request.Path, JsonNode.Parse(request.Body)!.AsObject()),
        "PATCH" => Change(request.Path, Merge(_objects[request.Path].DeepClone().AsObject(), JsonNode.Parse(request.Body)!.AsObject())),
        _ => Refuse(HttpStatusCode.MethodNotAllowed),
    };

    private string Version => _version.ToString(CultureInfo.InvariantCulture);

    private HttpResponseMessage Create(FakeRequest request)
    {
        var item = JsonNode.Parse(request.Body)!.AsObject();
        var path = $"{request.Path}/{item["metadata"]!["name"]}";
        if (_objects.ContainsKey(path))
            return Refuse(HttpStatusCode.Conflict);
        item["metadata"]!["uid"] = Guid.NewGuid().ToString();
        Store(path, item, isNew: true);
        return Ok(item);
    }

    private HttpResponseMessage Change(string path, JsonObject item)
    {
        var known = _objects[path]["metadata"]!;
        foreach (var precondition in (string[])["resourceVersion", "uid"])
        {
            if (item["metadata"]![precondition]?.ToString() is { } asked && asked != known[precondition]?.ToString())
                return Refuse(HttpStatusCode.Conflict);
        }

        item["metadata"]!["uid"] = known["uid"]?.DeepClone();
        Store(path, item, isNew: false);
        return Ok(item);
    }

    private void Store(string path, JsonObject item, bool isNew)
    {
        var metadata = item["metadata"]!;
        if (isNew || item["spec"]?.ToJsonString() != _objects[path]["spec"]?.ToJsonString())
            metadata["generation"] = (metadata["generation"]?.GetValue<long>() ?? 0) + 1;
        _version++;
        metadata["resourceVersion"] = Version;
        var gone = metadata["deletionTimestamp"] is not null && metadata["finalizers"] is null or JsonArray { Count: 0 };
        gone = gone && metadata["deletionTimestamp"] is not null;
        if (gone)
            _objects.Remove(path);
        else
            _objects[path] = item.DeepClone().AsObject();
        var line = new JsonObject { ["type"] = gone ? "DELETED" : isNew ? "ADDED" : "MODIFIED", ["object"] = item.DeepClone() };
        foreach (var (_, writer) in _watches.Where(watch => IsIn(path, watch.Collection)))
            Write(writer, line);
    }

    private HttpResponseMessage Watch(string collection)
    {
        var pipe = new Pipe();
        _watches.Add((collection, pipe.Writer));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private static void Write(PipeWriter writer, JsonObject line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ToJsonString() + "\n");
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
        _ = writer.FlushAsync().AsTask();
    }

    private static JsonObject Merge(JsonObject item, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && item[name] is JsonObject known)
                Merge(known, inner);
            else if (value is null)
                item.Remove(name);
            else
                item[name] = value.DeepClone();
        }

        return item;
    }

    private static JsonObject New(string path)
    {
        var segments = path.Split('/');
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = segments[^1], ["namespace"] = segments[^3], ["uid"] = Guid.NewGuid().ToString() },
            ["spec"] = new JsonObject { ["size"] = 1 },
        };
    }

    // Collections of all namespaces end in the kind only.
    private static bool IsIn(string path, string collection) =>
        path.StartsWith(collection + "/", StringComparison.Ordinal)
        || (!collection.Contains("/namespaces/", StringComparison.Ordinal)
            && path.StartsWith(collection[..collection.LastIndexOf('/')] + "/namespaces/", StringComparison.Ordinal)
            && path.Split('/')[^2] == collection.Split('/')[^1]);

    private static bool IsItem(string path) =>
        path.Contains("/namespaces/", StringComparison.Ordinal) && path[path.IndexOf("/namespaces/", StringComparison.Ordinal)..].Count(letter => letter == '/') == 4;

    private static HttpResponseMessage Ok(JsonObject content) =>
        new(HttpStatusCode.OK) { Content = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Refuse(HttpStatusCode status) => new(status)
    {
        Content = new StringContent(
            new JsonObject { ["kind"] = "Status", ["code"] = (int)status, ["message"] = status.ToString() }.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
