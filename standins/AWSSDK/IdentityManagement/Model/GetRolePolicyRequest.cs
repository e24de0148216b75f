namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetRolePolicy</c>.</summary>
public sealed class GetRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyName { get; set; }

    public string? RoleName { get; set; }
}
