namespace Amazon.EKS.Model;

/// <summary>The OpenID Connect issuer of a cluster.</summary>
public sealed class OIDC
{
    public string? Issuer { get; set; }
}
