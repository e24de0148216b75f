using System.Text.Json;
using k8s;
using k8s.Models;

namespace KubeOps.KubernetesClient;

/// <summary>One line of a watch.</summary>
internal readonly record struct WatchLine(string Type, JsonElement Object)
{
    public static WatchLine Parse(JsonElement line) => new(line.GetProperty("type").GetString() ?? "", line.GetProperty("object"));

    public string? ResourceVersion => Metadata("resourceVersion");

    public string? Uid => Metadata("uid");

    public string? Namespace => Metadata("namespace");

    public string? Name => Metadata("name");

    /// <summary>The object of an ERROR line.</summary>
    public V1Status Status => KubernetesJson.Deserialize<V1Status>(Object);

    private string? Metadata(string name) =>
        Object.ValueKind == JsonValueKind.Object
        && Object.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
