using System.Text.Json.Serialization;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>Yes, and the changes to make to it.</summary>
internal sealed record AdmissionResponse
{
    [JsonPropertyName("uid")]
    public required string Uid { get; init; }

    /// <summary>Always: this webhook refuses nothing.</summary>
    [JsonPropertyName("allowed")]
    public bool Allowed { get; init; } = true;

    [JsonPropertyName("patchType")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PatchType { get; init; }

    [JsonPropertyName("patch")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Patch { get; init; }
}
