namespace Amazon.IdentityManagement.Model;

/// <summary>The policy that bounds what a role or user can do.</summary>
public sealed class AttachedPermissionsBoundary
{
    public string? PermissionsBoundaryArn { get; set; }

    public PermissionsBoundaryAttachmentType? PermissionsBoundaryType { get; set; }
}
