using System.Text.Json.Serialization;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>One step of a JSON patch (RFC 6902).</summary>
internal sealed record PatchOperation(
    [property: JsonPropertyName("op")] string Op,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("value")] object Value)
{
    public static PatchOperation Add(string path, object value) => new("add", path, value);
}
