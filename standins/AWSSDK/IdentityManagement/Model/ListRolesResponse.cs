using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>ListRoles</c>.</summary>
public sealed class ListRolesResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }

    public List<Role>? Roles { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
