namespace IrsaOperator.Api;

/// <summary>The role as IAM knows it.</summary>
public sealed class RoleStatus
{
    /// <summary>The role's name.</summary>
    public string? Name { get; set; }

    /// <summary>The role's ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>The role's unique id (AROA…); a role made anew under the same name has another one.</summary>
    public string? Id { get; set; }

    /// <summary>When the role was made.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The day, in UTC, on which the role was last used, as far as IAM has told.</summary>
    public DateTime? LastUsed { get; set; }

    /// <summary>A digest of the declaration that the role was last made to fit: a difference from the same declaration is drift.</summary>
    public string? Declaration { get; set; }

    /// <summary>The tag keys that this binding declared; a key that leaves the spec is removed from the role.</summary>
    public IList<string>? TagKeys { get; set; }
}
