using System.Globalization;
using System.Runtime.CompilerServices;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>Decides what the session of a role may do: its policies, its boundary and the session's policies must all allow it.</summary>
internal static class AwsAuthorization
{
    /// <summary>Every call is decided by the same few documents.</summary>
    private static readonly ConditionalWeakTable<string, PolicyDocument> Parsed = [];

    public static void Demand(AwsAccount account, AwsPrincipal principal, PolicyRequest request)
    {
        if (principal.RoleName is null)
            return;
        var role = account.FindRole(principal.RoleName) ?? throw AwsErrors.NoSuchRole(principal.RoleName);
        var reason = Decide(account, role, request with { Context = WithGlobalKeys(account, principal, role, request) }, principal.SessionPolicies) switch
        {
            AwsDecision.Allowed => null,
            AwsDecision.ExplicitDeny => "with an explicit deny in an identity-based policy",
            AwsDecision.BoundaryExplicitDeny => "with an explicit deny in a permissions boundary",
            AwsDecision.SessionExplicitDeny => "with an explicit deny in a session policy",
            AwsDecision.BoundaryDeny => $"because no permissions boundary allows the {request.Action} action",
            AwsDecision.SessionDeny => $"because no session policy allows the {request.Action} action",
            _ => $"because no identity-based policy allows the {request.Action} action",
        };
        if (reason is not null)
            throw AwsErrors.AccessDenied($"User: {principal.Arn} is not authorized to perform: {request.Action} on resource: {request.Resource} {reason}");
    }

    public static AwsDecision Decide(AwsAccount account, IamRole role, PolicyRequest request, IReadOnlyList<string>? sessionPolicies = null)
    {
        var attached = role.AttachedPolicies.Select(account.FindPolicy).OfType<IamManagedPolicy>().Select(p => p.Document);
        var boundary = role.PermissionsBoundary is not { } arn ? null
            : account.FindPolicy(arn) is { } policy ? Parse([policy.Document])
            : [];
        return PolicyDecision.Decide(Parse(role.InlinePolicies.Values.Concat(attached)), boundary, sessionPolicies is null ? null : Parse(sessionPolicies), request);
    }

    /// <summary>The keys that every request of a session has, beside those of the operation.</summary>
    public static Dictionary<string, IReadOnlyList<string>> WithGlobalKeys(AwsAccount account, AwsPrincipal principal, IamRole role, PolicyRequest request)
    {
        var now = account.Now;
        var context = PolicyRequest.NewContext();
        context["aws:PrincipalArn"] = [role.Arn];
        context["aws:PrincipalAccount"] = [account.AccountId];
        context["aws:PrincipalType"] = ["AssumedRole"];
        context["aws:userid"] = [principal.UserId];
        context["aws:ResourceAccount"] = [request.Resource.Split(':') is [_, _, _, _, { Length: > 0 } owner, ..] ? owner : account.AccountId];
        context["aws:CurrentTime"] = [now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)];
        context["aws:EpochTime"] = [now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)];
        context["aws:RequestedRegion"] = [request.Action.StartsWith("iam:", StringComparison.Ordinal) ? account.IamRegion : account.Region];

        // The emulator stands for endpoints with TLS, and listens on loopback alone.
        context["aws:SecureTransport"] = ["true"];
        context["aws:SourceIp"] = ["127.0.0.1"];
        foreach (var (key, value) in role.Tags)
            context[$"aws:PrincipalTag/{key}"] = [value];
        foreach (var (key, values) in request.Context)
            context[key] = values;
        return context;
    }

    private static List<PolicyDocument> Parse(IEnumerable<string> documents) => [.. documents.Select(document => Parsed.GetValue(document, Parse))];

    private static PolicyDocument Parse(string document) => PolicyParser.Parse(document, PolicyKind.Identity);
}
