namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>UpdateAssumeRolePolicy</c>.</summary>
public sealed class UpdateAssumeRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyDocument { get; set; }

    public string? RoleName { get; set; }
}
