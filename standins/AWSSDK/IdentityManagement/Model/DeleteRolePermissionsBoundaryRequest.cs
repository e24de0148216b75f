namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>DeleteRolePermissionsBoundary</c>.</summary>
public sealed class DeleteRolePermissionsBoundaryRequest : AmazonIdentityManagementServiceRequest
{
    public string? RoleName { get; set; }
}
