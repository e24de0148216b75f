using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>
/// A statement's Condition: all operators and all keys must hold. True, false, or null where it can't be told; the documents of
/// IAM compare operators and keys without regard to letter case.
/// </summary>
internal static class TrustConditions
{
    private const string ForAny = "foranyvalue:";
    private const string ForAll = "forallvalues:";
    private const string IfExists = "ifexists";
    private const string Not = "not";

    /// <summary>Evaluates the block.</summary>
    /// <returns>Whether it holds; and when it certainly does not, why.</returns>
    public static (bool? Holds, string? Why) Evaluate(JsonElement condition, TrustConditionKeys keys)
    {
        if (condition.ValueKind != JsonValueKind.Object)
            return (null, null);
        bool? all = true;
        foreach (var comparison in condition.EnumerateObject().Where(comparison => comparison.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (var key in comparison.Value.EnumerateObject())
            {
                var values = Values(key.Value);
                var holds = Compare(comparison.Name.ToLowerInvariant(), keys.Find(key.Name), values);
                if (holds == false)
                    return (false, Why(comparison.Name, key.Name, values, keys));
                if (holds is null)
                    all = null;
            }
        }

        return (all, null);
    }

    private static bool? Compare(string operation, (bool Known, string? Value) key, IReadOnlyList<string> values)
    {
        if (!key.Known)
            return null;
        if (operation == "null")
            return values.Count == 1 && bool.TryParse(values[0], out var absent) ? absent == (key.Value is null) : null;

        var (forAny, forAll) = (operation.StartsWith(ForAny, StringComparison.Ordinal), operation.StartsWith(ForAll, StringComparison.Ordinal));
        var name = forAny ? operation[ForAny.Length..] : forAll ? operation[ForAll.Length..] : operation;
        var ifExists = name.EndsWith(IfExists, StringComparison.Ordinal);
        name = ifExists ? name[..^IfExists.Length] : name;
        var negated = name.Contains(Not, StringComparison.Ordinal);
        if (key.Value is not { } value)
            return ifExists || forAll || (negated && !forAny);
        if (Matcher(negated ? name.Replace(Not, "", StringComparison.Ordinal) : name) is not { } matches)
            return null;

        var any = values.Select(wanted => ConditionPattern.Parse(wanted) is { } pattern ? matches(pattern, value) : (bool?)null).ToList();
        var some = any.Contains(true) ? true : any.Contains(null) ? (bool?)null : false;
        return negated ? !some : some;
    }

    /// <summary>How one wanted value is compared; null for an operator that does not compare text.</summary>
    private static Func<ConditionPattern, string, bool>? Matcher(string name) => name switch
    {
        "stringequals" => (pattern, value) => pattern.Equals(value, StringComparison.Ordinal),
        "stringequalsignorecase" => (pattern, value) => pattern.Equals(value, StringComparison.OrdinalIgnoreCase),
        "stringlike" => (pattern, value) => pattern.Matches(value),
        "arnequals" or "arnlike" => (pattern, value) => pattern.MatchesArn(value),
        _ => null,
    };

    private static string Why(string operation, string key, IReadOnlyList<string> values, TrustConditionKeys keys)
    {
        var wanted = string.Join(" or ", values.Take(5).Select(Quoted.Arn));
        if (keys.IsOfAnotherIssuer(key))
            return $"the condition {Quoted.Arn(operation)} on {Quoted.Arn(key)} speaks of another issuer; this cluster's is {keys.Issuer}";
        return $"the condition {Quoted.Arn(operation)} on {Quoted.Arn(key)} wants {wanted}, and here it is {Quoted.Arn(keys.Find(key).Value)}";
    }

    private static List<string> Values(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(Text)]
        : [Text(value)];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
