using System.Collections.Immutable;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>One statement of a trust policy, held against the exchange of one identity's token.</summary>
internal sealed class TrustStatement
{
    public const string Exchange = "sts:AssumeRoleWithWebIdentity";

    /// <summary>A statement with more mismatches than this is not explained in one sentence anyway.</summary>
    private const int ShownConditions = 3;

    private readonly TrustPrincipals _principals;
    private readonly Certainty _action;
    private readonly string _actionProblem;
    private readonly ImmutableArray<TrustCondition> _conditions;

    private TrustStatement(string name, JsonElement statement, Trust identity, bool variables)
    {
        Name = name;
        var effect = statement.TryGetProperty("Effect", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        (Allows, Denies) = (effect == "Allow", effect == "Deny");
        _principals = TrustPrincipals.Read(statement, identity.ProviderArn);
        (_action, _actionProblem) = Action(statement);
        _conditions = TrustCondition.Read(statement, identity, variables);
    }

    /// <summary>How a sentence calls it.</summary>
    public string Name { get; }

    public bool Allows { get; }

    public bool Denies { get; }

    /// <summary>Whether it speaks of the exchange.</summary>
    public Certainty Applies => _conditions.Select(condition => condition.Holds).Append(_action).Append(_principals.Match).Min();

    /// <summary>How much of it matches: the provider, then the action, then one condition after the other.</summary>
    public (bool Principal, bool Action, int Mismatches) Progress =>
        (_principals.Match != Certainty.No, _action != Certainty.No, -_conditions.Count(condition => condition.Holds == Certainty.No));

    /// <summary>Whom it trusts, when it does not trust the cluster's provider.</summary>
    public ImmutableArray<string> Others => _principals is { Match: Certainty.No, Inverse: false } ? _principals.Names : [];

    public static TrustStatement? Read(JsonElement statement, int number, Trust identity, bool variables)
    {
        if (statement.ValueKind != JsonValueKind.Object)
            return null;
        var sid = statement.TryGetProperty("Sid", out var text) && text.ValueKind == JsonValueKind.String ? $" {Quoted.Text(text.GetString(), 80)}" : "";
        return new TrustStatement($"statement {number}{sid}", statement, identity, variables);
    }

    /// <summary>What does not match in an Allow, once its principal does.</summary>
    public string Mismatch() => _action == Certainty.No
        ? $"{Name} {_actionProblem}."
        : $"{string.Join("; ", Clauses(_conditions.Where(condition => condition.Problem is not null), condition => condition.Problem!))} ({Name}).";

    /// <summary>What a Deny refuses.</summary>
    public string Denial() => _conditions.IsEmpty
        ? $"{Name} denies it."
        : $"{Name} denies it by its condition {string.Join(" and ", Clauses(_conditions, condition => condition.Description))}.";

    private static IEnumerable<string> Clauses(IEnumerable<TrustCondition> conditions, Func<TrustCondition, string> clause) =>
        conditions.Take(ShownConditions).Select(clause);

    private static (Certainty Match, string Problem) Action(JsonElement statement)
    {
        if (statement.TryGetProperty("Action", out var actions) && PolicyTexts.Strings(actions) is { } named)
            return Names(named) ? (Certainty.Yes, "") : (Certainty.No, $"trusts this cluster's provider with {Quoted.List(named, "and")}, not with {Exchange}");
        if (statement.TryGetProperty("NotAction", out var others) && PolicyTexts.Strings(others) is { } excepted)
            return Names(excepted) ? (Certainty.No, $"excepts {Exchange} by its NotAction {Quoted.List(excepted, "and")}") : (Certainty.Yes, "");
        return (Certainty.No, "has no Action that can be read");
    }

    private static bool Names(ImmutableArray<string> actions) => actions.Any(action => IamPattern.Matches(action, Exchange, ignoreCase: true));
}
