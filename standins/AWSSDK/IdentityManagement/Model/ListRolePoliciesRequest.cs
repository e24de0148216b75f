namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>ListRolePolicies</c>.</summary>
public sealed class ListRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    public string? RoleName { get; set; }
}
