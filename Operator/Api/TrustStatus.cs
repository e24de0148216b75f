namespace IrsaOperator.Api;

/// <summary>The one identity that the role's trust policy admits.</summary>
public sealed class TrustStatus
{
    /// <summary>The ARN of the cluster's IAM OIDC provider.</summary>
    public string? Provider { get; set; }

    /// <summary>The token's subject, system:serviceaccount:namespace:name.</summary>
    public string? Subject { get; set; }

    /// <summary>The token's audience.</summary>
    public string? Audience { get; set; }
}
