namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>UntagRole</c>.</summary>
public sealed class UntagRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? RoleName { get; set; }

    public List<string>? TagKeys { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
