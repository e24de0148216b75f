using System.Globalization;

namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>Evaluates one line of a Condition block as IAM does.</summary>
internal static class ConditionEvaluator
{
    private const string IfExists = "IfExists";
    private const string ForAny = "ForAnyValue:";
    private const string ForAll = "ForAllValues:";

    private static readonly Dictionary<string, Func<string, string, bool>> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = string.Equals,
        ["StringEqualsIgnoreCase"] = (wanted, actual) => wanted.Equals(actual, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (wanted, actual) => Wildcard.Matches(wanted, actual),
        ["ArnEquals"] = Wildcard.MatchesArn,
        ["ArnLike"] = Wildcard.MatchesArn,
        ["Bool"] = (wanted, actual) => wanted.Equals(actual, StringComparison.OrdinalIgnoreCase),
        ["NumericEquals"] = (wanted, actual) => Compare(wanted, actual) == 0,
        ["NumericLessThan"] = (wanted, actual) => Compare(wanted, actual) < 0,
        ["NumericLessThanEquals"] = (wanted, actual) => Compare(wanted, actual) <= 0,
        ["NumericGreaterThan"] = (wanted, actual) => Compare(wanted, actual) is > 0 and not int.MaxValue,
        ["NumericGreaterThanEquals"] = (wanted, actual) => Compare(wanted, actual) is >= 0 and not int.MaxValue,
    };

    private static readonly Dictionary<string, string> Negated = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
    };

    /// <summary>Operators IAM knows and this evaluator does not: a document with them is accepted and the condition never holds.</summary>
    private static readonly HashSet<string> NotEvaluated = new(StringComparer.OrdinalIgnoreCase)
    {
        "IpAddress", "NotIpAddress", "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals",
        "DateGreaterThan", "DateGreaterThanEquals", "BinaryEquals",
    };

    public static bool IsKnown(string name)
    {
        var (bare, _, _, _) = Split(name);
        return bare.Equals("Null", StringComparison.OrdinalIgnoreCase)
            || Operators.ContainsKey(bare) || Negated.ContainsKey(bare) || NotEvaluated.Contains(bare);
    }

    public static bool Holds(PolicyCondition condition, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var (name, ifExists, forAny, forAll) = Split(condition.Operator);
        var present = context.TryGetValue(condition.Key, out var actual) && actual.Count > 0;
        if (name.Equals("Null", StringComparison.OrdinalIgnoreCase))
            return condition.Values.Any(v => v.Equals(present ? "false" : "true", StringComparison.OrdinalIgnoreCase));
        if (NotEvaluated.Contains(name))
            return false;

        var negated = Negated.TryGetValue(name, out var positive);
        var match = Operators[positive ?? name];
        if (!present)
            return ifExists || forAll || (negated && !forAny);

        return forAll
            ? actual!.All(HoldsFor)
            : forAny ? actual!.Any(HoldsFor)
            : negated ? actual!.All(HoldsFor) : actual!.Any(HoldsFor);

        bool HoldsFor(string value) => condition.Values.Any(wanted => match(wanted, value)) != negated;
    }

    /// <summary>int.MaxValue when one of the two is no number.</summary>
    private static int Compare(string wanted, string actual) =>
        decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var w)
        && decimal.TryParse(actual, NumberStyles.Number, CultureInfo.InvariantCulture, out var a)
            ? a.CompareTo(w)
            : int.MaxValue;

    private static (string Name, bool IfExists, bool ForAny, bool ForAll) Split(string name)
    {
        var forAny = name.StartsWith(ForAny, StringComparison.OrdinalIgnoreCase);
        var forAll = name.StartsWith(ForAll, StringComparison.OrdinalIgnoreCase);
        var bare = forAny ? name[ForAny.Length..] : forAll ? name[ForAll.Length..] : name;
        var ifExists = bare.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase);
        return (ifExists ? bare[..^IfExists.Length] : bare, ifExists, forAny, forAll);
    }
}
