using System.Collections.Immutable;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>One operator and key of a Condition block, and whether it holds for a token exchange.</summary>
/// <param name="Holds">Whether it does.</param>
/// <param name="Description">Operator, key and values.</param>
/// <param name="Problem">Why it does not, as a clause; null when it may.</param>
internal sealed record TrustCondition(Certainty Holds, string Description, string? Problem)
{
    /// <summary>The conditions of a statement. All must hold.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="identity">Whose token would be exchanged.</param>
    /// <param name="variables">Whether the document's version has policy variables.</param>
    public static ImmutableArray<TrustCondition> Read(JsonElement statement, Trust identity, bool variables)
    {
        if (!statement.TryGetProperty("Condition", out var block))
            return [];
        if (block.ValueKind != JsonValueKind.Object)
            return [Unreadable("the Condition")];
        var conditions = ImmutableArray.CreateBuilder<TrustCondition>();
        foreach (var test in block.EnumerateObject())
        {
            if (test.Value.ValueKind != JsonValueKind.Object)
                conditions.Add(Unreadable($"the condition {Quoted.Text(test.Name)}"));
            else
                conditions.AddRange(test.Value.EnumerateObject().Select(key => Of(test.Name, key, identity, variables)));
        }

        return conditions.ToImmutable();
    }

    private static TrustCondition Of(string operatorText, JsonProperty key, Trust identity, bool variables)
    {
        if (PolicyTexts.Scalars(key.Value) is not { } values)
            return Unreadable($"the condition {Quoted.Text(operatorText)} on {Quoted.Text(key.Name)}");

        // IAM checked the document when it was saved: an operator that is not known here is one that IAM learned since.
        if (ConditionOperator.Read(operatorText) is not { } @operator)
            return new(Certainty.Undecided, $"{Quoted.Text(operatorText)} on {Quoted.Text(key.Name)}", null);

        var actual = ContextKey.Of(key.Name, identity);
        var comparison = new ValueComparison(@operator, variables);
        var holds = Evaluate(comparison, values, actual);
        var name = $"{operatorText} on {Quoted.Text(key.Name)}";
        return new(holds, $"{name} with {Wanted(values)}", holds == Certainty.No ? Why(comparison, name, values, actual) : null);
    }

    private static Certainty Evaluate(ValueComparison comparison, ImmutableArray<string> values, ContextKey actual)
    {
        if (comparison.Operator.Comparison == ConditionComparison.Absence)
            return values.Select(value => EvaluateNull(value, actual.Present)).Append(Certainty.No).Max();
        if (actual.Present == Certainty.Undecided)
            return Certainty.Undecided;
        if (actual.Value is null)
            return comparison.Operator.ForAbsentKey();
        var match = values.Select(value => comparison.Compare(value, actual.Value)).Append(Certainty.No).Max();
        return comparison.Operator.Negated ? match.Not() : match;
    }

    private static Certainty EvaluateNull(string value, Certainty present) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase) ? present.Not()
        : value.Equals("false", StringComparison.OrdinalIgnoreCase) ? present
        : Certainty.No;

    private static string Why(ValueComparison comparison, string name, ImmutableArray<string> values, ContextKey actual)
    {
        var verb = comparison.Operator.Negated ? "refuses" : "wants";
        return $"the condition {name} {verb} {Wanted(values)}, and {actual.Fact}{comparison.Hint(values, actual.Value)}";
    }

    private static string Wanted(ImmutableArray<string> values) => values.IsEmpty ? "an empty list of values" : Quoted.List(values, "or");

    private static TrustCondition Unreadable(string part) => new(Certainty.No, part, $"{part} can't be read");
}
