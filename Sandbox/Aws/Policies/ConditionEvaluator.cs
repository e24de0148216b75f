using System.Globalization;
using System.Net;

namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>Evaluates one line of a Condition block as IAM does.</summary>
internal static class ConditionEvaluator
{
    private const string IfExists = "IfExists";
    private const string ForAny = "ForAnyValue:";
    private const string ForAll = "ForAllValues:";

    /// <summary>Whether the value of the policy, which comes first, meets the value of the request.</summary>
    private static readonly Dictionary<string, Func<PolicyText, string, bool>> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = (wanted, actual) => wanted.Literal == actual,
        ["StringEqualsIgnoreCase"] = (wanted, actual) => wanted.Literal.Equals(actual, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (wanted, actual) => wanted.Matches(actual),
        ["ArnEquals"] = (wanted, actual) => wanted.MatchesArn(actual),
        ["ArnLike"] = (wanted, actual) => wanted.MatchesArn(actual),
        ["Bool"] = (wanted, actual) => wanted.Literal.Equals(actual, StringComparison.OrdinalIgnoreCase),
        ["BinaryEquals"] = (wanted, actual) => wanted.Literal == actual,
        ["IpAddress"] = (wanted, actual) => Contains(wanted.Literal, actual),
        ["NumericEquals"] = (wanted, actual) => Numbers(wanted, actual) is 0,
        ["NumericLessThan"] = (wanted, actual) => Numbers(wanted, actual) is < 0,
        ["NumericLessThanEquals"] = (wanted, actual) => Numbers(wanted, actual) is <= 0,
        ["NumericGreaterThan"] = (wanted, actual) => Numbers(wanted, actual) is > 0,
        ["NumericGreaterThanEquals"] = (wanted, actual) => Numbers(wanted, actual) is >= 0,
        ["DateEquals"] = (wanted, actual) => Dates(wanted, actual) is 0,
        ["DateLessThan"] = (wanted, actual) => Dates(wanted, actual) is < 0,
        ["DateLessThanEquals"] = (wanted, actual) => Dates(wanted, actual) is <= 0,
        ["DateGreaterThan"] = (wanted, actual) => Dates(wanted, actual) is > 0,
        ["DateGreaterThanEquals"] = (wanted, actual) => Dates(wanted, actual) is >= 0,
    };

    private static readonly Dictionary<string, string> Negated = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NotIpAddress"] = "IpAddress",
        ["NumericNotEquals"] = "NumericEquals",
        ["DateNotEquals"] = "DateEquals",
    };

    public static bool IsKnown(string name)
    {
        var (bare, _, _, _) = Split(name);
        return bare.Equals("Null", StringComparison.OrdinalIgnoreCase) ? !name.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase) : Operators.ContainsKey(bare) || Negated.ContainsKey(bare);
    }

    /// <summary>Whether a line holds; it doesn't when one of its variables has no value.</summary>
    public static bool Holds(PolicyCondition condition, bool variables, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var (name, ifExists, forAny, forAll) = Split(condition.Operator);
        var present = context.TryGetValue(condition.Key, out var actual) && actual.Count > 0;
        if (name.Equals("Null", StringComparison.OrdinalIgnoreCase))
            return condition.Values.Any(v => v.Equals(present ? "false" : "true", StringComparison.OrdinalIgnoreCase));

        var negated = Negated.TryGetValue(name, out var positive);
        var match = Operators[positive ?? name];

        // A set that must have one that matches can't be empty, whatever IfExists says; one that must have no other can.
        if (!present)
            return forAll || (!forAny && (ifExists || negated));
        var wanted = condition.Values.Select(value => PolicyText.Read(value, variables, context)).ToList();
        if (wanted.Contains(null))
            return false;

        return forAll
            ? actual!.All(HoldsFor)
            : forAny ? actual!.Any(HoldsFor)
            : negated ? actual!.All(HoldsFor) : actual!.Any(HoldsFor);

        bool HoldsFor(string value) => wanted.Exists(text => match(text!, value)) != negated;
    }

    /// <summary>The order of the request's value as seen from the policy's; null when one of the two is no number.</summary>
    private static int? Numbers(PolicyText wanted, string actual) =>
        decimal.TryParse(wanted.Literal, NumberStyles.Number, CultureInfo.InvariantCulture, out var w)
        && decimal.TryParse(actual, NumberStyles.Number, CultureInfo.InvariantCulture, out var a)
            ? a.CompareTo(w)
            : null;

    private static int? Dates(PolicyText wanted, string actual) =>
        Date(wanted.Literal) is { } w && Date(actual) is { } a ? a.CompareTo(w) : null;

    /// <summary>ISO 8601, or seconds since 1970.</summary>
    private static DateTimeOffset? Date(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds is > -62_135_596_800 and < 253_402_300_800)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    private static bool Contains(string range, string address)
    {
        if (!IPAddress.TryParse(address, out var actual))
            return false;
        return range.Contains('/', StringComparison.Ordinal)
            ? IPNetwork.TryParse(range, out var network) && network.Contains(actual)
            : IPAddress.TryParse(range, out var single) && single.Equals(actual);
    }

    private static (string Name, bool IfExists, bool ForAny, bool ForAll) Split(string name)
    {
        var forAny = name.StartsWith(ForAny, StringComparison.OrdinalIgnoreCase);
        var forAll = name.StartsWith(ForAll, StringComparison.OrdinalIgnoreCase);
        var bare = forAny ? name[ForAny.Length..] : forAll ? name[ForAll.Length..] : name;
        var ifExists = bare.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase);
        return (ifExists ? bare[..^IfExists.Length] : bare, ifExists, forAny, forAll);
    }
}
