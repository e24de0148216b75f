namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>ListAttachedRolePolicies</c>.</summary>
public sealed class ListAttachedRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    public string? PathPrefix { get; set; }

    public string? RoleName { get; set; }
}
