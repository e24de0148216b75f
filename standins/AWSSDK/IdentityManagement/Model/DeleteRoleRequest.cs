namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>DeleteRole</c>.</summary>
public sealed class DeleteRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? RoleName { get; set; }
}
