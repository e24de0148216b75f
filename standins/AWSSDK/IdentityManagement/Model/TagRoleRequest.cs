namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>TagRole</c>.</summary>
public sealed class TagRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? RoleName { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
