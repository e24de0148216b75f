namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>CreateRole</c>.</summary>
public sealed class CreateRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? AssumeRolePolicyDocument { get; set; }

    public string? Description { get; set; }

    public int? MaxSessionDuration { get; set; }

    public string? Path { get; set; }

    public string? PermissionsBoundary { get; set; }

    public string? RoleName { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
