namespace Amazon.IdentityManagement.Model;

/// <summary>An inline policy with its percent-encoded document.</summary>
public sealed class PolicyDetail
{
    public string? PolicyDocument { get; set; }

    public string? PolicyName { get; set; }
}
