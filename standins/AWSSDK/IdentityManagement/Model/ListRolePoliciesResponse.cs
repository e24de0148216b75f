using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>ListRolePolicies</c>.</summary>
public sealed class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }

    public List<string>? PolicyNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
