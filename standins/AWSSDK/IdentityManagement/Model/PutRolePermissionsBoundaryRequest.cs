namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>PutRolePermissionsBoundary</c>.</summary>
public sealed class PutRolePermissionsBoundaryRequest : AmazonIdentityManagementServiceRequest
{
    public string? PermissionsBoundary { get; set; }

    public string? RoleName { get; set; }
}
