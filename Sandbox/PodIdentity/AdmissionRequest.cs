using System.Text.Json;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>What the API server asks: may this object be created?</summary>
internal sealed record AdmissionRequest
{
    [JsonPropertyName("uid")]
    public required string Uid { get; init; }

    [JsonPropertyName("namespace")]
    public string Namespace { get; init; } = "";

    [JsonPropertyName("object")]
    public JsonElement Object { get; init; }

    public V1Pod Pod() => KubernetesJson.Deserialize<V1Pod>(Object.GetRawText());
}
