namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetRole</c>.</summary>
public sealed class GetRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? RoleName { get; set; }
}
