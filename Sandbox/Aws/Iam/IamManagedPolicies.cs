using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Managed policies and who uses them.</summary>
internal static class IamManagedPolicies
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["CreatePolicy"] = Create,
        ["GetPolicy"] = call => [IamXml.Policy(call, Find(call), "Policy", whole: true)],
        ["ListPolicies"] = List,
        ["DeletePolicy"] = Delete,
        ["ListEntitiesForPolicy"] = ListEntities,
    };

    public static IamManagedPolicy Find(IamCall call)
    {
        var arn = call.Required("PolicyArn");
        IamChecks.Arn(arn, "PolicyArn");
        return call.Account.FindPolicy(arn) ?? throw AwsErrors.NoSuchPolicy(arn);
    }

    /// <summary>A policy the account may change: not one of AWS's.</summary>
    public static IamManagedPolicy FindOwn(IamCall call)
    {
        var policy = Find(call);
        return policy.IsAwsManaged ? throw AwsErrors.AccessDenied($"Policy {policy.Arn} is managed by AWS and cannot be changed.") : policy;
    }

    public static void CheckDocument(IamCall call, string document)
    {
        PolicyParser.Parse(document, PolicyKind.Identity);
        if (PolicyParser.Size(document) > call.Account.Quotas.ManagedPolicySize)
            throw AwsErrors.LimitExceeded("PolicySize", call.Account.Quotas.ManagedPolicySize);
    }

    private static List<XElement> Create(IamCall call)
    {
        var account = call.Account;
        var name = call.Required("PolicyName");
        IamChecks.Name(name, "PolicyName", 128);
        var path = IamChecks.Path(call.Optional("Path"));
        var description = IamChecks.Description(call.Optional("Description"));
        var tags = call.Tags();
        IamChecks.Tags(tags, account.Quotas.Tags);
        var document = call.Required("PolicyDocument");
        CheckDocument(call, document);
        var own = account.Policies.Where(p => !p.IsAwsManaged).ToList();
        if (own.Exists(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw AwsErrors.EntityAlreadyExists($"A policy called {name} already exists. Duplicate names are not allowed.");
        if (own.Count >= account.Quotas.Policies)
            throw AwsErrors.LimitExceeded("PoliciesPerAccount", account.Quotas.Policies);
        var policy = account.AddManagedPolicy(name, document, path, p => p with { Description = description, Tags = p.Tags.With(tags) });
        return [IamXml.Policy(call, policy, "Policy", whole: true)];
    }

    private static List<XElement> List(IamCall call)
    {
        var scope = call.Optional("Scope") ?? "All";
        var prefix = call.Optional("PathPrefix") ?? "/";
        var attachedOnly = call.Optional("OnlyAttached") == "true";
        var policies = call.Account.Policies.Where(p =>
            (scope == "All" || (scope == "AWS") == p.IsAwsManaged)
            && p.Path.StartsWith(prefix, StringComparison.Ordinal)
            && (!attachedOnly || call.Account.Roles.Any(r => r.AttachedPolicies.Contains(p.Arn))));
        return call.Page("Policies", policies, p => IamXml.Policy(call, p));
    }

    private static IReadOnlyList<XElement>? Delete(IamCall call)
    {
        var policy = FindOwn(call);
        if (call.Account.Roles.Any(r => r.AttachedPolicies.Contains(policy.Arn) || r.PermissionsBoundary == policy.Arn))
            throw AwsErrors.DeleteConflict("Cannot delete a policy attached to entities.");
        if (policy.Versions.Count > 1)
            throw AwsErrors.DeleteConflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        call.Account.RemovePolicy(policy.Arn);
        return null;
    }

    private static List<XElement> ListEntities(IamCall call)
    {
        var policy = Find(call);
        var usage = call.Optional("PolicyUsageFilter");
        var filter = call.Optional("EntityFilter");
        var prefix = call.Optional("PathPrefix") ?? "/";
        var roles = call.Account.Roles.Where(r =>
            filter is null or "Role" && r.Path.StartsWith(prefix, StringComparison.Ordinal)
            && ((usage != "PermissionsBoundary" && r.AttachedPolicies.Contains(policy.Arn))
                || (usage != "PermissionsPolicy" && r.PermissionsBoundary == policy.Arn)));
        var page = call.Page("PolicyRoles", roles, r => new XElement("member", new XElement("RoleName", r.Name), new XElement("RoleId", r.RoleId)));
        return [new XElement("PolicyGroups"), new XElement("PolicyUsers"), .. page];
    }
}
