namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>ListInstanceProfilesForRole</c>.</summary>
public sealed class ListInstanceProfilesForRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    public string? RoleName { get; set; }
}
