using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>Decides what the session of a role may do: its policies and its boundary must both allow it.</summary>
internal static class AwsAuthorization
{
    public static void Demand(AwsAccount account, AwsPrincipal principal, PolicyRequest request)
    {
        if (principal.RoleName is null)
            return;
        var role = account.FindRole(principal.RoleName) ?? throw AwsErrors.NoSuchRole(principal.RoleName);
        var reason = Decide(account, role, request) switch
        {
            AwsDecision.Allowed => null,
            AwsDecision.ExplicitDeny => "with an explicit deny in an identity-based policy",
            AwsDecision.BoundaryExplicitDeny => "with an explicit deny in a permissions boundary",
            AwsDecision.BoundaryDeny => $"because no permissions boundary allows the {request.Action} action",
            _ => $"because no identity-based policy allows the {request.Action} action",
        };
        if (reason is not null)
            throw AwsErrors.AccessDenied($"User: {principal.Arn} is not authorized to perform: {request.Action} on resource: {request.Resource} {reason}");
    }

    public static AwsDecision Decide(AwsAccount account, IamRole role, PolicyRequest request)
    {
        var documents = role.InlinePolicies.Values
            .Concat(role.AttachedPolicies.Select(account.FindPolicy).OfType<IamManagedPolicy>().Select(p => p.Document))
            .Select(d => PolicyParser.Parse(d, PolicyKind.Identity));
        var identity = PolicyEvaluator.Evaluate(documents, request);
        if (identity == PolicyEffect.Deny)
            return AwsDecision.ExplicitDeny;
        if (role.PermissionsBoundary is { } boundary)
        {
            var bounds = account.FindPolicy(boundary) is { } policy
                ? PolicyEvaluator.Evaluate(PolicyParser.Parse(policy.Document, PolicyKind.Identity), request)
                : PolicyEffect.None;
            if (bounds == PolicyEffect.Deny)
                return AwsDecision.BoundaryExplicitDeny;
            if (identity == PolicyEffect.Allow && bounds == PolicyEffect.None)
                return AwsDecision.BoundaryDeny;
        }

        return identity == PolicyEffect.Allow ? AwsDecision.Allowed : AwsDecision.ImplicitDeny;
    }
}
