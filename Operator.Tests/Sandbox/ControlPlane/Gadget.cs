using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

/// <summary>A custom resource that is about nothing but being one.</summary>
internal sealed class Gadget : IKubernetesObject<V1ObjectMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "control-plane.test/v1";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "Gadget";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("colour")]
    public string Colour { get; set; } = "";
}
