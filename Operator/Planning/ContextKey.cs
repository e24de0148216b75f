namespace IrsaOperator.Planning;

/// <summary>What a token exchange holds under one condition key.</summary>
/// <param name="Present">Whether it holds the key at all.</param>
/// <param name="Value">Its value, when it is known to hold one.</param>
/// <param name="Fact">The value, or why there is none, as a clause.</param>
internal sealed record ContextKey(Certainty Present, string? Value, string Fact)
{
    // Claims that STS offers as condition keys for other identity providers, and that no ServiceAccount's token has.
    private static readonly HashSet<string> AbsentClaims = new(StringComparer.OrdinalIgnoreCase) { "amr", "azp", "email", "oaud" };

    private static readonly ContextKey Unknown = new(Certainty.Undecided, null, "only STS knows it");

    /// <summary>Looks a key up in the request by which the identity's token would be exchanged.</summary>
    public static ContextKey Of(string key, Trust identity)
    {
        if (key.Equals("aws:FederatedProvider", StringComparison.OrdinalIgnoreCase))
            return new(Certainty.Yes, identity.ProviderArn, $"this cluster's provider is {Quoted.Text(identity.ProviderArn)}");
        if (key.StartsWith(identity.IssuerHostPath + ":", StringComparison.OrdinalIgnoreCase))
            return Claim(key[(identity.IssuerHostPath.Length + 1)..], identity);

        // AWS's own keys start with the name of a service, those of an identity provider with a host.
        return key.Split(':', 2)[0].AsSpan().IndexOfAny('.', '/') >= 0
            ? new(Certainty.No, null, $"that is another issuer's key: this cluster's issuer is {Quoted.Text(identity.IssuerHostPath)}")
            : Unknown;
    }

    private static ContextKey Claim(string claim, Trust identity) => claim.ToLowerInvariant() switch
    {
        "sub" => new(Certainty.Yes, identity.Subject, $"this ServiceAccount is {Quoted.Text(identity.Subject, 400)}"),
        "aud" => new(Certainty.Yes, identity.Audience, $"the audience of this ServiceAccount's token is {Quoted.Text(identity.Audience)}"),
        _ when AbsentClaims.Contains(claim) => new(Certainty.No, null, "a ServiceAccount's token has no such claim"),
        _ => Unknown,
    };
}
