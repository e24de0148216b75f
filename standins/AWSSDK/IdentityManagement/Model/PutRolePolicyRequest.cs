namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>PutRolePolicy</c>.</summary>
public sealed class PutRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyDocument { get; set; }

    public string? PolicyName { get; set; }

    public string? RoleName { get; set; }
}
