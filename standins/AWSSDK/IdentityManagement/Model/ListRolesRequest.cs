namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>ListRoles</c>.</summary>
public sealed class ListRolesRequest : AmazonIdentityManagementServiceRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    public string? PathPrefix { get; set; }
}
