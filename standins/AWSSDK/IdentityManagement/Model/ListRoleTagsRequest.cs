namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>ListRoleTags</c>.</summary>
public sealed class ListRoleTagsRequest : AmazonIdentityManagementServiceRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    public string? RoleName { get; set; }
}
