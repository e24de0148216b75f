namespace Amazon.IdentityManagement.Model;

/// <summary>A version of a managed policy, its document percent-encoded.</summary>
public sealed class PolicyVersion
{
    public DateTime? CreateDate { get; set; }

    public string? Document { get; set; }

    public bool? IsDefaultVersion { get; set; }

    public string? VersionId { get; set; }
}
