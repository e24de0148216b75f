namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>
/// What a session of a role may do. A deny wins wherever it stands; else the role's own policies have to allow it, and its
/// boundary and the session's policies, where there are such, each as well.
/// </summary>
internal static class PolicyDecision
{
    /// <summary>Decides about one request.</summary>
    /// <param name="identity">The role's inline and attached policies.</param>
    /// <param name="boundary">Null when the role has none; empty when the policy that it names is gone, which allows nothing.</param>
    /// <param name="session">Null when the session was opened without policies.</param>
    /// <param name="request">What is asked.</param>
    public static AwsDecision Decide(
        IReadOnlyList<PolicyDocument> identity, IReadOnlyList<PolicyDocument>? boundary, IReadOnlyList<PolicyDocument>? session, PolicyRequest request)
    {
        var own = PolicyEvaluator.Evaluate(identity, request);
        var bounds = boundary is null ? PolicyEffect.Allow : PolicyEvaluator.Evaluate(boundary, request);
        var opened = session is null ? PolicyEffect.Allow : PolicyEvaluator.Evaluate(session, request);
        return (own, bounds, opened) switch
        {
            (PolicyEffect.Deny, _, _) => AwsDecision.ExplicitDeny,
            (_, PolicyEffect.Deny, _) => AwsDecision.BoundaryExplicitDeny,
            (_, _, PolicyEffect.Deny) => AwsDecision.SessionExplicitDeny,
            (PolicyEffect.None, _, _) => AwsDecision.ImplicitDeny,
            (_, PolicyEffect.None, _) => AwsDecision.BoundaryDeny,
            (_, _, PolicyEffect.None) => AwsDecision.SessionDeny,
            _ => AwsDecision.Allowed,
        };
    }
}
