using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>
/// Whether a trust policy that somebody else wrote admits a ServiceAccount, by the rules of IAM's policy language. What
/// depends on things that only a request tells (a source address, a session name) is left open and counts in favour: only what
/// certainly does not match is a problem.
/// </summary>
internal static class TrustEvaluation
{
    private const string Action = "sts:assumerolewithwebidentity";

    /// <summary>How far a statement matches; the one that gets furthest explains best.</summary>
    private enum Stage
    {
        Principal,
        Action,
        Condition,
    }

    /// <summary>Why the trust policy does not admit the identity, as a sentence that names the part; null when it does.</summary>
    public static string? Problem(PolicyDocument? trust, Trust identity)
    {
        if (trust is null)
            return "its trust policy can't be read.";
        using var document = JsonDocument.Parse(trust.Text);
        var statements = document.RootElement.TryGetProperty("Statement", out var element) ? Items(element).ToList() : [];
        var keys = new TrustConditionKeys(identity);
        var mismatches = new List<Mismatch>();
        var admitted = false;
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].ValueKind != JsonValueKind.Object)
                continue;
            var (matches, mismatch) = Evaluate(statements[i], identity, keys);
            switch (Text(statements[i], "Effect"))
            {
                case "Deny" when matches == true:
                    return $"statement {i + 1} denies it.";
                case "Allow" when matches != false:
                    admitted = true;
                    break;
                case "Allow":
                    mismatches.Add(mismatch! with { Statement = i + 1 });
                    break;
            }
        }

        return admitted ? null : Explain(mismatches, statements, identity);
    }

    private static string Explain(List<Mismatch> mismatches, List<JsonElement> statements, Trust identity)
    {
        if (mismatches.Count == 0)
            return "no statement of its trust policy allows anything.";
        var furthest = mismatches.MaxBy(mismatch => mismatch.Stage)!;
        if (furthest.Stage != Stage.Principal)
            return $"statement {furthest.Statement}: {furthest.Why}.";
        var trusted = statements
            .Where(statement => statement.ValueKind == JsonValueKind.Object && statement.TryGetProperty("Principal", out _))
            .SelectMany(statement => Principals(statement.GetProperty("Principal")))
            .Distinct(StringComparer.Ordinal)
            .Take(5)
            .Select(Quoted.Arn)
            .ToList();
        return $"no statement trusts this cluster's provider {identity.ProviderArn}; "
            + (trusted.Count == 0 ? "none names a principal." : $"trusted is {string.Join(", ", trusted)}.");
    }

    private static (bool? Matches, Mismatch? Mismatch) Evaluate(JsonElement statement, Trust identity, TrustConditionKeys keys)
    {
        if (!TrustsProvider(statement, identity.ProviderArn))
            return (false, new Mismatch(Stage.Principal, ""));
        if (!AllowsAction(statement))
            return (false, new Mismatch(Stage.Action, "it does not cover the action sts:AssumeRoleWithWebIdentity"));
        var (holds, why) = statement.TryGetProperty("Condition", out var condition) ? TrustConditions.Evaluate(condition, keys) : (true, null);
        return (holds, holds == false ? new Mismatch(Stage.Condition, why!) : null);
    }

    private static bool TrustsProvider(JsonElement statement, string providerArn)
    {
        if (statement.TryGetProperty("Principal", out var principal))
            return Names(principal, providerArn);
        return statement.TryGetProperty("NotPrincipal", out var except) && !Names(except, providerArn);
    }

    private static bool Names(JsonElement principal, string providerArn)
    {
        if (principal.ValueKind != JsonValueKind.Object)
            return Texts(principal).Contains("*", StringComparer.Ordinal);
        return principal.EnumerateObject().Any(kind => kind.Name switch
        {
            "AWS" => Texts(kind.Value).Contains("*", StringComparer.Ordinal),
            "Federated" => Texts(kind.Value).Any(provider => provider == "*" || IsProvider(provider, providerArn)),
            _ => false,
        });
    }

    /// <summary>Whether both ARNs name the same provider: the issuer's host has no letter case.</summary>
    private static bool IsProvider(string left, string right)
    {
        const string Kind = ":oidc-provider/";
        var (leftAt, rightAt) = (left.IndexOf(Kind, StringComparison.Ordinal), right.IndexOf(Kind, StringComparison.Ordinal));
        return leftAt >= 0 && leftAt == rightAt
            && string.Equals(left[..leftAt], right[..rightAt], StringComparison.Ordinal)
            && OidcIssuer.Same(left[(leftAt + Kind.Length)..], right[(rightAt + Kind.Length)..]);
    }

    private static bool AllowsAction(JsonElement statement)
    {
        static bool Covers(JsonElement actions) => Glob.MatchesAny(Texts(actions).Select(action => action.ToLowerInvariant()), Action);
        if (statement.TryGetProperty("Action", out var action))
            return Covers(action);
        return statement.TryGetProperty("NotAction", out var except) && !Covers(except);
    }

    private static IEnumerable<string> Principals(JsonElement principal) => principal.ValueKind == JsonValueKind.Object
        ? principal.EnumerateObject().SelectMany(kind => Texts(kind.Value))
        : Texts(principal);

    private static string? Text(JsonElement statement, string element) =>
        statement.TryGetProperty(element, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement value) =>
        Items(value).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    private static IEnumerable<JsonElement> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private sealed record Mismatch(Stage Stage, string Why)
    {
        public int Statement { get; init; }
    }
}
