using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace IrsaOperator.Tests.Soak;

/// <summary>
/// An API server in memory, as far as the operator asks it: lists, watches that go on from where they were, server-side apply of annotations,
/// merge and JSON patches. Events are taken, and not kept.
/// </summary>
internal sealed class SoakCluster(string issuer) : DelegatingHandler
{
    private const int LongestHistory = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _kinds = new(StringComparer.Ordinal);
    private readonly Queue<(int Version, string Kind, byte[] Line)> _history = new();
    private readonly List<(string Kind, PipeWriter Writer)> _watches = [];
    private int _version;
    private int _underWay;

    public static KubernetesClientConfiguration Configuration => new() { Host = "http://127.0.0.1:1", Namespace = "irsa-operator-system" };

    /// <summary>Requests that have no answer yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    public JsonObject? Find(string kind, string key)
    {
        lock (_lock)
            return Kind(kind).GetValueOrDefault(key)?.DeepClone().AsObject();
    }

    public int Count(string kind)
    {
        lock (_lock)
            return Kind(kind).Count;
    }

    /// <summary>Creates or changes an object, as somebody else would.</summary>
    public void Put(string kind, string key, Action<JsonObject> change)
    {
        lock (_lock)
        {
            var item = Kind(kind).GetValueOrDefault(key)?.DeepClone().AsObject() ?? New(key);
            change(item);
            Store(kind, key, item);
        }
    }

    /// <summary>Deletes an object, or marks it where finalizers hold it.</summary>
    public void Delete(string kind, string key) => Put(kind, key, item => item["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z");

    /// <summary>Takes an object away, finalizers or not.</summary>
    public void Vanish(string kind, string key)
    {
        lock (_lock)
        {
            if (!Kind(kind).Remove(key, out var gone))
                return;
            gone["metadata"]!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
            Tell(kind, "DELETED", gone);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            var answer = Answer(request.Method.Method, request.RequestUri!, body, request.Content?.Headers.ContentType?.MediaType);
            answer.RequestMessage = request;
            return answer;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private HttpResponseMessage Answer(string method, Uri url, string body, string? type)
    {
        var path = url.AbsolutePath;
        if (path.Contains("openid-configuration", StringComparison.Ordinal))
            return Ok(new JsonObject { ["issuer"] = issuer });
        if (path.Contains("/events", StringComparison.Ordinal))
            return Ok(JsonNode.Parse(body)!.AsObject());
        var (kind, key, isStatus) = Read(path);
        var query = Uri.UnescapeDataString(url.Query);
        lock (_lock)
        {
            return (method, key) switch
            {
                ("GET", "") when query.Contains("watch=true", StringComparison.Ordinal) => Watch(kind, Parameter(query, "resourceVersion")),
                ("GET", "") => List(kind, path, Parameter(query, "fieldSelector")),
                ("GET", _) => Kind(kind).TryGetValue(key, out var found) ? Ok(found) : Refuse(HttpStatusCode.NotFound),
                ("PATCH", _) when type == "application/apply-patch+yaml" => Apply(kind, key, JsonNode.Parse(body)!.AsObject()),
                ("PATCH" or "DELETE", _) when !Kind(kind).ContainsKey(key) => Refuse(HttpStatusCode.NotFound),
                ("PATCH", _) when isStatus => SetStatus(kind, key, JsonNode.Parse(body)!.AsArray()),
                ("PATCH", _) => Change(kind, key, JsonNode.Parse(body)!.AsObject()),
                ("DELETE", _) => Remove(kind, key),
                _ => Refuse(HttpStatusCode.MethodNotAllowed),
            };
        }
    }

    /// <summary>The kind, the object's namespace and name, and whether its status is meant.</summary>
    private static (string Kind, string Key, bool IsStatus) Read(string path)
    {
        var parts = path.Trim('/').Split('/');
        var rest = parts[0] == "api" ? parts[2..] : parts[3..];
        return rest switch
        {
            ["namespaces", var @namespace, var kind, var name] => (kind, $"{@namespace}/{name}", false),
            ["namespaces", var @namespace, var kind, var name, "status"] => (kind, $"{@namespace}/{name}", true),
            ["namespaces", _, var kind] => (kind, "", false),
            [var kind, var name] => (kind, name, false),
            _ => (rest[0], "", false),
        };
    }

    private static string? Parameter(string query, string name)
    {
        var at = query.IndexOf(name + "=", StringComparison.Ordinal);
        return at < 0 ? null : query[(at + name.Length + 1)..].Split('&')[0];
    }

    private SortedDictionary<string, JsonObject> Kind(string kind)
    {
        if (!_kinds.TryGetValue(kind, out var objects))
            _kinds[kind] = objects = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        return objects;
    }

    private HttpResponseMessage List(string kind, string path, string? selector)
    {
        var parts = path.Trim('/').Split('/');
        var @namespace = Array.IndexOf(parts, "namespaces") is var at and >= 0 && at + 2 < parts.Length ? parts[at + 1] + "/" : "";
        var found = selector?.StartsWith("metadata.name=", StringComparison.Ordinal) == true
            ? Kind(kind).GetValueOrDefault(@namespace + selector["metadata.name=".Length..]) is { } one ? [one] : []
            : Kind(kind).Where(item => item.Key.StartsWith(@namespace, StringComparison.Ordinal)).Select(item => item.Value);
        return Ok(new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = _version.ToString(CultureInfo.InvariantCulture) },
            ["items"] = new JsonArray([.. found.Select(item => item.DeepClone())]),
        });
    }

    private HttpResponseMessage Watch(string kind, string? since)
    {
        var from = int.Parse(since ?? "0", CultureInfo.InvariantCulture);
        if (_history.TryPeek(out var oldest) && oldest.Version > from + 1 && _history.Count == LongestHistory)
            return Refuse(HttpStatusCode.Gone);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        foreach (var line in _history.Where(line => line.Kind == kind && line.Version > from))
            Write(pipe.Writer, line.Line);
        _watches.Add((kind, pipe.Writer));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private HttpResponseMessage Apply(string kind, string key, JsonObject applied)
    {
        var item = Kind(kind).GetValueOrDefault(key)?.DeepClone().AsObject();
        if (item is null && applied["metadata"]!["uid"] is not null)
            return Refuse(HttpStatusCode.Conflict);
        item ??= New(key);
        var metadata = item["metadata"]!.AsObject();
        var annotations = metadata["annotations"]?.AsObject() ?? [];
        foreach (var ours in metadata["managedFields"]?[0]?["fieldsV1"]?["f:metadata"]?["f:annotations"]?.AsObject().Select(field => field.Key[2..]).ToList() ?? [])
            annotations.Remove(ours);
        var wanted = applied["metadata"]!["annotations"]?.AsObject() ?? [];
        foreach (var (name, value) in wanted)
            annotations[name] = value!.DeepClone();
        metadata["annotations"] = annotations.DeepClone();
        metadata["ownerReferences"] = applied["metadata"]!["ownerReferences"]?.DeepClone();
        metadata["managedFields"] = new JsonArray(new JsonObject
        {
            ["manager"] = "irsa-operator",
            ["operation"] = "Apply",
            ["fieldsV1"] = new JsonObject
            {
                ["f:metadata"] = new JsonObject { ["f:annotations"] = new JsonObject(wanted.Select(one => KeyValuePair.Create($"f:{one.Key}", (JsonNode?)new JsonObject()))) },
            },
        });
        Store(kind, key, item);
        return Ok(item);
    }

    private HttpResponseMessage SetStatus(string kind, string key, JsonArray patch)
    {
        var item = Kind(kind)[key].DeepClone().AsObject();
        if (patch[0]!["value"]!.ToString() != item["metadata"]!["uid"]!.ToString())
            return Refuse(HttpStatusCode.NotFound);
        item["status"] = patch[1]!["value"]!.DeepClone();
        Store(kind, key, item);
        return Ok(item);
    }

    private HttpResponseMessage Change(string kind, string key, JsonObject patch)
    {
        var item = Kind(kind)[key].DeepClone().AsObject();
        if (patch["metadata"]?["resourceVersion"]?.ToString() is { } asked && asked != item["metadata"]!["resourceVersion"]!.ToString())
            return Refuse(HttpStatusCode.Conflict);
        Merge(item, patch);
        Store(kind, key, item);
        return Ok(item);
    }

    private HttpResponseMessage Remove(string kind, string key)
    {
        var item = Kind(kind)[key].DeepClone().AsObject();
        item["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        Store(kind, key, item);
        return Ok(item);
    }

    private void Store(string kind, string key, JsonObject item)
    {
        var metadata = item["metadata"]!.AsObject();
        var known = Kind(kind).GetValueOrDefault(key);
        if (known is null || item["spec"]?.ToJsonString() != known["spec"]?.ToJsonString()
            || (metadata["deletionTimestamp"] is not null && known["metadata"]!["deletionTimestamp"] is null))
            metadata["generation"] = (metadata["generation"]?.GetValue<long>() ?? 0) + 1;
        metadata["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        var gone = metadata["deletionTimestamp"] is not null && metadata["finalizers"] is not JsonArray { Count: > 0 };
        if (gone)
            Kind(kind).Remove(key);
        else
            Kind(kind)[key] = item.DeepClone().AsObject();

        Tell(kind, gone ? "DELETED" : known is null ? "ADDED" : "MODIFIED", item);
    }

    private void Tell(string kind, string what, JsonObject item)
    {
        var line = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = what, ["object"] = item.DeepClone() }.ToJsonString() + "\n");
        _history.Enqueue((_version, kind, line));
        if (_history.Count > LongestHistory)
            _history.Dequeue();
        _watches.RemoveAll(watch => watch.Kind == kind && !Write(watch.Writer, line));
    }

    /// <summary>Writes a line.</summary>
    /// <returns>False when nobody reads any more.</returns>
    private static bool Write(PipeWriter writer, byte[] line)
    {
        line.CopyTo(writer.GetSpan(line.Length));
        writer.Advance(line.Length);
        var flushed = writer.FlushAsync();
        return flushed.IsCompletedSuccessfully && !flushed.Result.IsCompleted;
    }

    private static void Merge(JsonObject item, JsonObject patch)
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
    }

    private static JsonObject New(string key)
    {
        var metadata = new JsonObject { ["name"] = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], ["uid"] = Guid.NewGuid().ToString(), ["creationTimestamp"] = "2026-01-01T00:00:00Z" };
        if (key.Contains('/', StringComparison.Ordinal))
            metadata["namespace"] = key[..key.IndexOf('/', StringComparison.Ordinal)];
        return new JsonObject { ["metadata"] = metadata };
    }

    private static HttpResponseMessage Ok(JsonObject content) =>
        new(HttpStatusCode.OK) { Content = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Refuse(HttpStatusCode status) => new(status)
    {
        Content = new StringContent(
            new JsonObject { ["kind"] = "Status", ["code"] = (int)status, ["message"] = status.ToString() }.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
