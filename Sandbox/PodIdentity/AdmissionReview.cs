using System.Text;
using System.Text.Json.Serialization;
using k8s;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>The envelope (admission.k8s.io/v1) in which the API server asks and is answered.</summary>
internal sealed record AdmissionReview
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; init; } = "admission.k8s.io/v1";

    [JsonPropertyName("kind")]
    public string Kind { get; init; } = "AdmissionReview";

    [JsonPropertyName("request")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AdmissionRequest? Request { get; init; }

    [JsonPropertyName("response")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AdmissionResponse? Response { get; init; }

    public static AdmissionReview Answer(AdmissionRequest request, IReadOnlyList<PatchOperation> patch) => new()
    {
        Response = new AdmissionResponse
        {
            Uid = request.Uid,
            PatchType = patch.Count == 0 ? null : "JSONPatch",
            Patch = patch.Count == 0 ? null : Encoding.UTF8.GetBytes(KubernetesJson.Serialize(patch)),
        },
    };
}
