namespace Amazon.IdentityManagement.Model;

/// <summary>A tag. IAM compares keys without regard to case, and values with it.</summary>
public sealed class Tag
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
