namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>RemoveRoleFromInstanceProfile</c>.</summary>
public sealed class RemoveRoleFromInstanceProfileRequest : AmazonIdentityManagementServiceRequest
{
    public string? InstanceProfileName { get; set; }

    public string? RoleName { get; set; }
}
