namespace IrsaOperator.Planning;

/// <summary>A condition operator as a policy writes it, for instance ForAnyValue:StringNotLikeIfExists.</summary>
/// <param name="Comparison">What it does with one value.</param>
/// <param name="Negated">Whether it holds when no value of the policy compares.</param>
/// <param name="IfExists">Whether it holds when the request lacks the key.</param>
/// <param name="Quantifier">How it treats a key of several values.</param>
internal sealed record ConditionOperator(ConditionComparison Comparison, bool Negated, bool IfExists = false, ConditionQuantifier Quantifier = ConditionQuantifier.None)
{
    private const string IfExistsSuffix = "IfExists";
    private const string ForAnyPrefix = "ForAnyValue:";
    private const string ForAllPrefix = "ForAllValues:";

    private static readonly Dictionary<string, ConditionOperator> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = new(ConditionComparison.Text, Negated: false),
        ["StringNotEquals"] = new(ConditionComparison.Text, Negated: true),
        ["StringEqualsIgnoreCase"] = new(ConditionComparison.TextIgnoreCase, Negated: false),
        ["StringNotEqualsIgnoreCase"] = new(ConditionComparison.TextIgnoreCase, Negated: true),
        ["StringLike"] = new(ConditionComparison.Pattern, Negated: false),
        ["StringNotLike"] = new(ConditionComparison.Pattern, Negated: true),
        ["ArnEquals"] = new(ConditionComparison.Arn, Negated: false),
        ["ArnLike"] = new(ConditionComparison.Arn, Negated: false),
        ["ArnNotEquals"] = new(ConditionComparison.Arn, Negated: true),
        ["ArnNotLike"] = new(ConditionComparison.Arn, Negated: true),
        ["Bool"] = new(ConditionComparison.Flag, Negated: false),
        ["Null"] = new(ConditionComparison.Absence, Negated: false),
        ["NumericEquals"] = new(ConditionComparison.Other, Negated: false),
        ["NumericNotEquals"] = new(ConditionComparison.Other, Negated: true),
        ["NumericLessThan"] = new(ConditionComparison.Other, Negated: false),
        ["NumericLessThanEquals"] = new(ConditionComparison.Other, Negated: false),
        ["NumericGreaterThan"] = new(ConditionComparison.Other, Negated: false),
        ["NumericGreaterThanEquals"] = new(ConditionComparison.Other, Negated: false),
        ["DateEquals"] = new(ConditionComparison.Other, Negated: false),
        ["DateNotEquals"] = new(ConditionComparison.Other, Negated: true),
        ["DateLessThan"] = new(ConditionComparison.Other, Negated: false),
        ["DateLessThanEquals"] = new(ConditionComparison.Other, Negated: false),
        ["DateGreaterThan"] = new(ConditionComparison.Other, Negated: false),
        ["DateGreaterThanEquals"] = new(ConditionComparison.Other, Negated: false),
        ["IpAddress"] = new(ConditionComparison.Other, Negated: false),
        ["NotIpAddress"] = new(ConditionComparison.Other, Negated: true),
        ["BinaryEquals"] = new(ConditionComparison.Other, Negated: false),
    };

    /// <summary>The operator of that name; null when there is none, or none that takes this prefix or suffix.</summary>
    public static ConditionOperator? Read(string text)
    {
        var (quantifier, rest) =
            text.StartsWith(ForAnyPrefix, StringComparison.OrdinalIgnoreCase) ? (ConditionQuantifier.ForAnyValue, text[ForAnyPrefix.Length..])
            : text.StartsWith(ForAllPrefix, StringComparison.OrdinalIgnoreCase) ? (ConditionQuantifier.ForAllValues, text[ForAllPrefix.Length..])
            : (ConditionQuantifier.None, text);
        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (!Known.TryGetValue(ifExists ? rest[..^IfExistsSuffix.Length] : rest, out var found))
            return null;
        if (found.Comparison == ConditionComparison.Absence && (ifExists || quantifier != ConditionQuantifier.None))
            return null;
        return found with { IfExists = ifExists, Quantifier = quantifier };
    }

    /// <summary>The answer for a key that the request lacks.</summary>
    public Certainty ForAbsentKey() => Quantifier switch
    {
        // Of no value none can match; what IfExists adds to that AWS does not document.
        ConditionQuantifier.ForAnyValue => IfExists ? Certainty.Undecided : Certainty.No,
        ConditionQuantifier.ForAllValues => Certainty.Yes,
        _ => IfExists || Negated ? Certainty.Yes : Certainty.No,
    };
}
