namespace Amazon.IdentityManagement.Model;

/// <summary>The ARN of an OpenID Connect provider of the account.</summary>
public sealed class OpenIDConnectProviderListEntry
{
    public string? Arn { get; set; }
}
