namespace Amazon.IdentityManagement.Model;

/// <summary>When and where a role was last used; empty when it has not been within the tracking period.</summary>
public sealed class RoleLastUsed
{
    public DateTime? LastUsedDate { get; set; }

    public string? Region { get; set; }
}
