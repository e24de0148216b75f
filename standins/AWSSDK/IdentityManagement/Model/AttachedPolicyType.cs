namespace Amazon.IdentityManagement.Model;

/// <summary>A managed policy that is attached to a role, a group or a user.</summary>
public sealed class AttachedPolicyType
{
    public string? PolicyArn { get; set; }

    public string? PolicyName { get; set; }
}
