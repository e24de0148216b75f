using System.Collections.Immutable;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>Whom a statement speaks of.</summary>
/// <param name="Match">Whether the cluster's provider is among them.</param>
/// <param name="Names">Their names, federated ones first.</param>
/// <param name="Inverse">Whether it speaks of all others (NotPrincipal).</param>
internal sealed record TrustPrincipals(Certainty Match, ImmutableArray<string> Names, bool Inverse)
{
    private const string Everyone = "*";
    private const string ProviderInfix = ":oidc-provider/";

    public static TrustPrincipals Read(JsonElement statement, string providerArn)
    {
        if (statement.TryGetProperty("Principal", out var principal))
            return Of(principal, providerArn);
        if (!statement.TryGetProperty("NotPrincipal", out var others) || Of(others, providerArn) is not { Names.IsEmpty: false } excepted)
            return new(Certainty.No, [], Inverse: false);
        return new(excepted.Match.Not(), excepted.Names, Inverse: true);
    }

    private static TrustPrincipals Of(JsonElement principal, string providerArn)
    {
        if (principal.ValueKind == JsonValueKind.String)
            return new(principal.ValueEquals(Everyone) ? Certainty.Yes : Certainty.No, [principal.GetString()!], Inverse: false);
        if (principal.ValueKind != JsonValueKind.Object)
            return new(Certainty.No, [], Inverse: false);

        var named = principal.EnumerateObject()
            .SelectMany(kind => (PolicyTexts.Strings(kind.Value) ?? []).Select(name => (Kind: kind.Name, Name: name)))
            .OrderByDescending(entry => entry.Kind == "Federated")
            .ToList();
        return new(
            named.Select(entry => Matches(entry.Kind, entry.Name, providerArn)).Append(Certainty.No).Max(),
            [.. named.Select(entry => entry.Name)],
            Inverse: false);
    }

    private static Certainty Matches(string kind, string name, string providerArn) => kind switch
    {
        "Federated" => name == Everyone || SameProvider(name, providerArn) ? Certainty.Yes : Certainty.No,

        // AWS calls it the same as "*" for anonymous callers, and does not say whether one with a token is such.
        "AWS" => name == Everyone ? Certainty.Undecided : Certainty.No,
        _ => Certainty.No,
    };

    /// <summary>ARNs are compared exactly, but for the letter case of the issuer's host.</summary>
    private static bool SameProvider(string left, string right)
    {
        var (leftPrefix, leftIssuer) = Split(left);
        var (rightPrefix, rightIssuer) = Split(right);

        // The length, because an issuer may be written with a scheme and a slash at its end, and a provider's ARN may not.
        return leftPrefix == rightPrefix && leftIssuer.Length == rightIssuer.Length && OidcIssuer.Same(leftIssuer, rightIssuer);
    }

    private static (string Prefix, string Issuer) Split(string arn)
    {
        var infix = arn.IndexOf(ProviderInfix, StringComparison.Ordinal);
        return infix < 0 ? (arn, "") : (arn[..(infix + ProviderInfix.Length)], arn[(infix + ProviderInfix.Length)..]);
    }
}
