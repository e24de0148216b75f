using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Operations on the account as a whole.</summary>
internal static class IamAccounts
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["GetAccountSummary"] = Summary,
        ["GetAccountAuthorizationDetails"] = Details,
        ["GetUser"] = call => [new XElement("User", User(call).Elements())],
        ["ListUsers"] = call => call.Page("Users", Array.Empty<string>(), n => new XElement("member", n)),
        ["ListGroups"] = call => call.Page("Groups", Array.Empty<string>(), n => new XElement("member", n)),
        ["ListAccountAliases"] = call => call.Page("AccountAliases", Array.Empty<string>(), n => new XElement("member", n)),
    };

    private static List<XElement> Summary(IamCall call)
    {
        var account = call.Account;
        var quotas = account.Quotas;
        var values = new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["Roles"] = account.RoleCount,
            ["RolesQuota"] = quotas.Roles,
            ["Policies"] = account.Policies.Count(p => !p.IsAwsManaged),
            ["PoliciesQuota"] = quotas.Policies,
            ["Providers"] = account.OidcProviders.Count,
            ["InstanceProfiles"] = account.InstanceProfiles.Count,
            ["AssumeRolePolicySizeQuota"] = quotas.TrustPolicySize,
            ["RolePolicySizeQuota"] = quotas.InlinePolicySize,
            ["PolicySizeQuota"] = quotas.ManagedPolicySize,
            ["VersionsPerPolicyQuota"] = quotas.ManagedPolicyVersions,
            ["AttachedPoliciesPerRoleQuota"] = quotas.AttachedPolicies,
            ["Users"] = 0,
            ["Groups"] = 0,
        };
        return [new XElement("SummaryMap", values.Select(v => new XElement("entry", new XElement("key", v.Key), new XElement("value", v.Value))))];
    }

    private static List<XElement> Details(IamCall call)
    {
        var filter = call.List("Filter");
        bool Wanted(string kind) => filter.Count == 0 || filter.Contains(kind);
        var items = new List<object>();
        if (Wanted("Role"))
            items.AddRange(call.Roles());
        items.AddRange(call.Account.Policies.Where(p => Wanted(p.IsAwsManaged ? "AWSManagedPolicy" : "LocalManagedPolicy")));
        var (page, rest) = call.Cut(items);
        return
        [
            new XElement("UserDetailList"),
            new XElement("GroupDetailList"),
            new XElement("RoleDetailList", page.OfType<IamRole>().Select(r => RoleDetail(call, r))),
            new XElement("Policies", page.OfType<IamManagedPolicy>().Select(p => PolicyDetail(call, p))),
            .. rest,
        ];
    }

    /// <summary>Description and MaxSessionDuration are missing here, as they are from AWS's answer.</summary>
    private static XElement RoleDetail(IamCall call, IamRole role)
    {
        var profiles = call.Account.InstanceProfiles.Where(p => role.Name.Equals(p.RoleName, StringComparison.OrdinalIgnoreCase));
        var element = new XElement(
            "member",
            new XElement("Path", role.Path),
            new XElement("RoleName", role.Name),
            new XElement("RoleId", role.RoleId),
            new XElement("Arn", call.ArnOf(role)),
            new XElement("CreateDate", IamXml.Time(role.CreatedAt)),
            new XElement("AssumeRolePolicyDocument", IamXml.Encode(role.TrustPolicy)),
            new XElement("InstanceProfileList", profiles.Select(p => IamXml.InstanceProfile(call, p))),
            new XElement("RolePolicyList", role.InlinePolicies.Select(p => new XElement("member", new XElement("PolicyName", p.Key), new XElement("PolicyDocument", IamXml.Encode(p.Value))))),
            new XElement("AttachedManagedPolicies", role.AttachedPolicies.Select(IamXml.Attached)));
        IamXml.AddDetails(call, element, role);
        return element;
    }

    private static XElement PolicyDetail(IamCall call, IamManagedPolicy policy)
    {
        var element = IamXml.Policy(call, policy);
        element.Add(new XElement("PolicyVersionList", policy.Versions.Select(v => IamXml.Version(policy, v, document: true))));
        return element;
    }

    private static XElement User(IamCall call)
    {
        var administrator = call.Account.Administrator;
        var name = administrator.Arn[(administrator.Arn.LastIndexOf('/') + 1)..];
        if (call.Optional("UserName") is { } wanted && wanted != name)
            throw AwsErrors.NoSuchEntity($"The user with name {wanted} cannot be found.");
        return new XElement(
            "User",
            new XElement("Path", "/"),
            new XElement("UserName", name),
            new XElement("UserId", administrator.UserId),
            new XElement("Arn", administrator.Arn),
            new XElement("CreateDate", IamXml.Time(call.Now)));
    }
}
