using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>SimulatePrincipalPolicy on a role of the account, with the same evaluator that guards the calls.</summary>
internal static class IamSimulation
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["SimulatePrincipalPolicy"] = Simulate,
    };

    private static List<XElement> Simulate(IamCall call)
    {
        var source = call.Required("PolicySourceArn");
        var actions = call.List("ActionNames");
        if (actions.Count == 0)
            throw AwsErrors.Missing("actionNames");
        var role = call.Account.Roles.FirstOrDefault(r => r.Arn == source) ?? throw AwsErrors.NoSuchEntity($"Policy source {source} cannot be found.");
        var resources = call.List("ResourceArns");
        if (resources.Count == 0)
            resources.Add("*");
        var context = Context(call);
        var results = from action in actions
                      from resource in resources
                      select (Action: action, Resource: resource, Decision: AwsAuthorization.Decide(call.Account, role, new PolicyRequest(action, resource) { Context = context }));
        return call.Page("EvaluationResults", results, r => new XElement(
            "member",
            new XElement("EvalActionName", r.Action),
            new XElement("EvalResourceName", r.Resource),
            new XElement("EvalDecision", r.Decision switch
            {
                AwsDecision.Allowed => "allowed",
                AwsDecision.ExplicitDeny or AwsDecision.BoundaryExplicitDeny => "explicitDeny",
                _ => "implicitDeny",
            }),
            new XElement("MatchedStatements"),
            new XElement("MissingContextValues"),
            role.PermissionsBoundary is null ? null : new XElement(
                "PermissionsBoundaryDecisionDetail",
                new XElement("AllowedByPermissionsBoundary", r.Decision is AwsDecision.Allowed or AwsDecision.ImplicitDeny ? "true" : "false"))));
    }

    private static Dictionary<string, IReadOnlyList<string>> Context(IamCall call)
    {
        var context = PolicyRequest.NewContext();
        for (var i = 1; call.Optional($"ContextEntries.member.{i}.ContextKeyName") is { } key; i++)
            context[key] = call.List($"ContextEntries.member.{i}.ContextKeyValues");
        return context;
    }
}
