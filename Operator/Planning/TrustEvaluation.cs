using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>
/// Whether a trust policy that somebody else wrote lets a ServiceAccount's token be exchanged for the role's credentials,
/// by IAM's rules: an Allow must match in each of its parts, and no Deny may.
/// </summary>
/// <remarks>
/// Only what is certain is held against the policy. A condition on a key that only STS will know (the caller's address,
/// the time, the session's name), on a policy variable or by an operator that is not known here is undecided: an Allow
/// with it may match and admits, a Deny with it may not and denies nothing. A part that IAM would not have saved matches
/// nothing. A policy that is wider than it need be admits.
/// </remarks>
internal static class TrustEvaluation
{
    /// <summary>Why the trust policy does not admit the identity, as one sentence that names the part that does not match; null when it does.</summary>
    public static string? Problem(PolicyDocument? trust, Trust identity)
    {
        if (trust is null)
            return "the trust policy can't be read.";
        using var document = JsonDocument.Parse(trust.Text);
        if (!document.RootElement.TryGetProperty("Statement", out var element))
            return "the trust policy has no Statement.";

        var statements = Read(element, identity, HasVariables(document.RootElement));
        if (statements.Find(statement => statement.Denies && statement.Applies == Certainty.Yes) is { } deny)
            return deny.Denial();
        var allows = statements.FindAll(statement => statement.Allows);
        if (allows.Count == 0)
            return "the trust policy has no statement that allows anything.";
        if (allows.Exists(statement => statement.Applies != Certainty.No))
            return null;
        var nearest = allows.MaxBy(statement => statement.Progress)!;
        return nearest.Progress.Principal ? nearest.Mismatch() : Distrust(allows, identity);
    }

    private static List<TrustStatement> Read(JsonElement element, Trust identity, bool variables)
    {
        var elements = element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToList() : [element];
        return [.. elements.Select((statement, index) => TrustStatement.Read(statement, index + 1, identity, variables)).OfType<TrustStatement>()];
    }

    /// <summary>The language has policy variables since 2012-10-17; a document that names no version is older.</summary>
    private static bool HasVariables(JsonElement document) =>
        document.TryGetProperty("Version", out var version) && version.ValueKind == JsonValueKind.String && version.ValueEquals("2012-10-17");

    private static string Distrust(List<TrustStatement> allows, Trust identity)
    {
        var others = allows.SelectMany(statement => statement.Others).Distinct(StringComparer.Ordinal)
            .OrderByDescending(name => name.Contains(":oidc-provider/", StringComparison.Ordinal))
            .ToList();
        return $"no statement trusts this cluster's provider {Quoted.Text(identity.ProviderArn)}"
            + (others.Count > 0 ? $"; the trust policy trusts {Quoted.List(others, "and")}." : ".");
    }
}
