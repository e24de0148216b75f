namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>DetachRolePolicy</c>.</summary>
public sealed class DetachRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyArn { get; set; }

    public string? RoleName { get; set; }
}
