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
        && MatchesResource(statement, request)
        && MatchesPrincipal(statement, request.Principals)
        && statement.Conditions.All(c => ConditionEvaluator.Holds(c, statement.HasVariables, request.Context));

    // An action has no variables.
    private static bool MatchesAction(PolicyStatement statement, string action)
    {
        bool Matches(string pattern) => PolicyText.Read(pattern, variables: false, PolicyRequest.NewContext())!.Matches(action, ignoreCase: true);
        return statement.Actions is { } actions
            ? actions.Any(Matches)
            : statement.NotActions is { } others && !others.Any(Matches);
    }

    /// <summary>A variable without a value leaves the whole statement without effect, one of NotResource as well.</summary>
    private static bool MatchesResource(PolicyStatement statement, PolicyRequest request)
    {
        if ((statement.Resources ?? statement.NotResources) is not { } listed)
            return statement.Principals is not null || statement.NotPrincipals is not null;
        var resources = listed.Select(resource => PolicyText.Read(resource, statement.HasVariables, request.Context)).ToList();
        if (statement.Resources is not null)
            return resources.Exists(resource => resource?.MatchesResource(request.Resource) == true);
        return !resources.Contains(null) && !resources.Exists(resource => resource!.MatchesResource(request.Resource));
    }

    private static bool MatchesPrincipal(PolicyStatement statement, IReadOnlyList<KeyValuePair<string, string>> callers)
    {
        if (statement.Principals is { } principals)
            return principals.Any(p => callers.Any(c => Same(p, c)));
        if (statement.NotPrincipals is { } others)
            return !others.Any(p => callers.Any(c => Same(p, c)));
        return true;
    }

    // {"AWS":"*"} is everyone, as "*" is; it does not stop at the callers of AWS.
    private static bool Same(KeyValuePair<string, string> wanted, KeyValuePair<string, string> caller) =>
        wanted is { Key: "*" or "AWS", Value: "*" } || (wanted.Key == caller.Key && wanted.Value == caller.Value);
}
