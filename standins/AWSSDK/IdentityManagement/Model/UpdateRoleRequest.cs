namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>UpdateRole</c>.</summary>
public sealed class UpdateRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? Description { get; set; }

    public int? MaxSessionDuration { get; set; }

    public string? RoleName { get; set; }
}
