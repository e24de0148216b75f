namespace Amazon.EKS.Model;

/// <summary>The identity provider of a cluster.</summary>
public sealed class Identity
{
    public OIDC? Oidc { get; set; }
}
