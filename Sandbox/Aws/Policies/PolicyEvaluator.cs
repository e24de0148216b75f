namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>IAM's decision: an explicit Deny wins over every Allow, and silence is a refusal.</summary>
internal static class PolicyEvaluator
{
    public static PolicyEffect Evaluate(PolicyDocument document, PolicyRequest request) => Evaluate([document], request);

    public static PolicyEffect Evaluate(IEnumerable<PolicyDocument> documents, PolicyRequest request)
    {
        var effect = PolicyEffect.None;
        foreach (var statement in documents.SelectMany(d => d.Statements))
        {
            if (!Applies(statement, request))
                continue;
            if (!statement.Allows)
                return PolicyEffect.Deny;
            effect = PolicyEffect.Allow;
        }

        return effect;
    }

    private static bool Applies(PolicyStatement statement, PolicyRequest request) =>
        MatchesAction(statement, request.Action)
        && MatchesResource(statement, request.Resource)
        && MatchesPrincipal(statement, request.Principals)
        && statement.Conditions.All(c => ConditionEvaluator.Holds(c, request.Context));

    private static bool MatchesAction(PolicyStatement statement, string action) =>
        statement.Actions is { } actions
            ? actions.Any(a => Wildcard.Matches(a, action, ignoreCase: true))
            : statement.NotActions is { } others && !others.Any(a => Wildcard.Matches(a, action, ignoreCase: true));

    private static bool MatchesResource(PolicyStatement statement, string resource)
    {
        if (statement.Resources is { } resources)
            return resources.Any(r => Wildcard.Matches(r, resource));
        if (statement.NotResources is { } others)
            return !others.Any(r => Wildcard.Matches(r, resource));
        return statement.Principals is not null || statement.NotPrincipals is not null;
    }

    private static bool MatchesPrincipal(PolicyStatement statement, IReadOnlyList<KeyValuePair<string, string>> callers)
    {
        if (statement.Principals is { } principals)
            return principals.Any(p => callers.Any(c => Same(p, c)));
        if (statement.NotPrincipals is { } others)
            return !others.Any(p => callers.Any(c => Same(p, c)));
        return true;
    }

    private static bool Same(KeyValuePair<string, string> wanted, KeyValuePair<string, string> caller) =>
        (wanted.Key == "*" || wanted.Key == caller.Key) && (wanted.Value == "*" || wanted.Value == caller.Value);
}
