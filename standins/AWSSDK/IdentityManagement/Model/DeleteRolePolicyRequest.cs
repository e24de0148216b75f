namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>DeleteRolePolicy</c>.</summary>
public sealed class DeleteRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyName { get; set; }

    public string? RoleName { get; set; }
}
