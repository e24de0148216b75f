namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>AttachRolePolicy</c>.</summary>
public sealed class AttachRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyArn { get; set; }

    public string? RoleName { get; set; }
}
