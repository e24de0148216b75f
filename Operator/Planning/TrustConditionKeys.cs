namespace IrsaOperator.Planning;

/// <summary>What is known, when a token of a ServiceAccount is exchanged, of the keys that conditions may ask for.</summary>
internal sealed class TrustConditionKeys(Trust identity)
{
    private readonly string _issuer = identity.IssuerHostPath.ToLowerInvariant();

    public string Issuer { get; } = identity.IssuerHostPath;

    /// <summary>Whether the key is sub or aud of some other issuer: such a key is certainly absent.</summary>
    public bool IsOfAnotherIssuer(string key)
    {
        var colon = key.LastIndexOf(':');
        return colon > 0
            && key[(colon + 1)..].ToLowerInvariant() is "sub" or "aud"
            && key[..colon].Contains('.', StringComparison.Ordinal)
            && !string.Equals(key[..colon], _issuer, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The key's one value.</summary>
    /// <returns>Whether anything is known of the key; and its value, null when it is absent.</returns>
    public (bool Known, string? Value) Find(string key)
    {
        var name = key.ToLowerInvariant();
        if (name == _issuer + ":sub")
            return (true, identity.Subject);
        if (name == _issuer + ":aud")
            return (true, identity.Audience);
        if (name == "aws:federatedprovider")
            return (true, identity.ProviderArn);
        return (IsOfAnotherIssuer(key), null);
    }
}
