using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>The role itself, its trust policy and its permissions boundary.</summary>
internal static class IamRoles
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["CreateRole"] = Create,
        ["GetRole"] = call => [IamXml.Role(call, call.Role(), "Role", whole: true)],
        ["ListRoles"] = List,
        ["UpdateRole"] = Update,
        ["UpdateRoleDescription"] = UpdateDescription,
        ["UpdateAssumeRolePolicy"] = UpdateTrust,
        ["DeleteRole"] = Delete,
        ["PutRolePermissionsBoundary"] = PutBoundary,
        ["DeleteRolePermissionsBoundary"] = DeleteBoundary,
    };

    private static List<XElement> Create(IamCall call)
    {
        var account = call.Account;
        var name = call.Required("RoleName");
        IamChecks.Name(name, "RoleName", 64);
        var path = IamChecks.Path(call.Optional("Path"));
        if (path.StartsWith("/aws-service-role/", StringComparison.Ordinal))
            throw AwsErrors.InvalidInput("A role cannot be created under the path /aws-service-role/: use CreateServiceLinkedRole.");
        var trust = call.Required("AssumeRolePolicyDocument");
        var description = IamChecks.Description(call.Optional("Description"));
        var duration = IamChecks.SessionDuration(call.Number("MaxSessionDuration"));
        var tags = call.Tags();
        IamChecks.Tags(tags, account.Quotas.Tags);
        CheckTrust(call, trust);
        var boundary = call.Optional("PermissionsBoundary");
        if (boundary is not null)
            CheckBoundary(call, boundary);
        if (account.FindRole(name) is not null)
            throw AwsErrors.EntityAlreadyExists($"Role with name {name} already exists.");
        if (account.RoleCount >= account.Quotas.Roles)
            throw AwsErrors.LimitExceeded("RolesPerAccount", account.Quotas.Roles);

        var role = account.AddRole(name, trust, path, r => r with
        {
            Description = description,
            MaxSessionDuration = duration,
            PermissionsBoundary = boundary,
            Tags = r.Tags.With(tags),
        });
        return [IamXml.Role(call, role, "Role", whole: true)];
    }

    private static List<XElement> List(IamCall call)
    {
        var prefix = call.Optional("PathPrefix") ?? "/";
        return call.Page("Roles", call.Roles().Where(r => r.Path.StartsWith(prefix, StringComparison.Ordinal)), r => IamXml.Role(call, r));
    }

    private static List<XElement> Update(IamCall call)
    {
        var role = call.ModifiableRole();
        var description = IamChecks.Description(call.Optional("Description"));
        var duration = IamChecks.SessionDuration(call.Number("MaxSessionDuration"));
        call.Change(role, r => r with { Description = description ?? r.Description, MaxSessionDuration = duration });
        return [];
    }

    private static List<XElement> UpdateDescription(IamCall call)
    {
        var role = call.ModifiableRole();
        var description = IamChecks.Description(call.Optional("Description")) ?? throw AwsErrors.Missing("description");
        call.Change(role, r => r with { Description = description });
        return [IamXml.Role(call, call.Role(), "Role")];
    }

    private static IReadOnlyList<XElement>? UpdateTrust(IamCall call)
    {
        var document = call.Required("PolicyDocument");
        var role = call.ModifiableRole();
        CheckTrust(call, document);
        call.Change(role, r => r with { TrustPolicy = document });
        return null;
    }

    private static IReadOnlyList<XElement>? Delete(IamCall call)
    {
        var role = call.ModifiableRole();
        if (call.Account.InstanceProfiles.Any(p => role.Name.Equals(p.RoleName, StringComparison.OrdinalIgnoreCase)))
            throw AwsErrors.DeleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        if (!role.AttachedPolicies.IsEmpty || call.Now < role.LastDetachedAt + call.Behaviour.DetachDelay)
            throw AwsErrors.DeleteConflict("Cannot delete entity, must detach all policies first.");
        if (!role.InlinePolicies.IsEmpty)
            throw AwsErrors.DeleteConflict("Cannot delete entity, must delete policies first.");
        call.Account.RemoveRole(role.Name);
        return null;
    }

    private static IReadOnlyList<XElement>? PutBoundary(IamCall call)
    {
        var arn = call.Required("PermissionsBoundary");
        var role = call.ModifiableRole();
        CheckBoundary(call, arn);
        call.Change(role, r => r with { PermissionsBoundary = arn });
        return null;
    }

    private static IReadOnlyList<XElement>? DeleteBoundary(IamCall call)
    {
        var role = call.ModifiableRole();
        if (role.PermissionsBoundary is null)
            throw AwsErrors.NoSuchEntity($"The role {role.Name} has no permissions boundary.");
        call.Change(role, r => r with { PermissionsBoundary = null });
        return null;
    }

    private static void CheckBoundary(IamCall call, string arn)
    {
        IamChecks.Arn(arn, "PermissionsBoundary");
        if (call.Account.FindPolicy(arn) is null)
            throw AwsErrors.NoSuchEntity($"Scope ARN: {arn} does not exist or is not attachable.");
    }

    private static void CheckTrust(IamCall call, string document)
    {
        var policy = PolicyParser.Parse(document, PolicyKind.Trust);
        if (PolicyParser.Size(document) > call.Account.Quotas.TrustPolicySize)
            throw AwsErrors.LimitExceeded("ACLSizePerRole", call.Account.Quotas.TrustPolicySize);
        var own = call.Account.IamArn("role/");
        foreach (var (type, value) in policy.Statements.SelectMany(s => s.Principals ?? []))
        {
            if (type == "AWS" && value.StartsWith(own, StringComparison.Ordinal) && !call.Account.Roles.Any(r => r.Arn == value && call.IsVisible(r)))
                throw AwsErrors.Malformed($"Invalid principal in policy: \"AWS\":\"{value}\"");
        }
    }
}
