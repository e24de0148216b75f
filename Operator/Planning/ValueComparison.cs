namespace IrsaOperator.Planning;

/// <summary>Compares values of a policy with the one that the request has.</summary>
/// <param name="Operator">How.</param>
/// <param name="Variables">Whether the document's version has policy variables.</param>
internal sealed record ValueComparison(ConditionOperator Operator, bool Variables)
{
    public Certainty Compare(string value, string actual) => Operator.Comparison switch
    {
        ConditionComparison.Text => Match(Read(value, wildcards: false), actual),
        ConditionComparison.TextIgnoreCase => Match(Read(value, wildcards: false, ignoreCase: true), actual),
        ConditionComparison.Pattern => Match(Read(value, wildcards: true), actual),
        ConditionComparison.Arn => CompareArn(value, actual),
        ConditionComparison.Flag => value.Equals(actual, StringComparison.OrdinalIgnoreCase) ? Certainty.Yes : Certainty.No,
        _ => Certainty.Undecided,
    };

    /// <summary>What its author may have meant, in parentheses; empty when nothing suggests itself.</summary>
    public string Hint(IReadOnlyCollection<string> values, string? actual)
    {
        if (actual is null || Operator.Negated)
            return "";
        if (Operator.Comparison is ConditionComparison.Text or ConditionComparison.TextIgnoreCase && values.Any(value => IamPattern.Matches(value, actual)))
            return " (StringEquals takes * and ? as they are, StringLike as wildcards)";
        return values.Contains(actual, StringComparer.OrdinalIgnoreCase) ? " (letter case matters)" : "";
    }

    /// <summary>ARNs are compared part by part: no wildcard reaches over one of the first five colons.</summary>
    private Certainty CompareArn(string value, string actual)
    {
        var parts = value.Split(':', 6);
        var actualParts = actual.Split(':', 6);

        // AWS does not say what a pattern that is no whole ARN means, a * for instance.
        if (parts.Length < 6 || actualParts.Length < 6)
            return Match(Read(value, wildcards: true), actual) == Certainty.No ? Certainty.No : Certainty.Undecided;
        return parts.Zip(actualParts).Select(pair => Match(Read(pair.First, wildcards: true), pair.Second)).Min();
    }

    // A variable that the request can't resolve may void the statement, so that not even a mismatch is certain.
    private Certainty Match(IamPattern pattern, string actual) =>
        pattern.HasVariable && Operator.Negated ? Certainty.Undecided : pattern.Match(actual);

    private IamPattern Read(string value, bool wildcards, bool ignoreCase = false) => IamPattern.Read(value, wildcards, Variables, ignoreCase);
}
