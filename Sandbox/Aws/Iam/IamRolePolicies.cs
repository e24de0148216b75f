using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Inline and attached policies of a role.</summary>
internal static class IamRolePolicies
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["PutRolePolicy"] = Put,
        ["GetRolePolicy"] = Get,
        ["DeleteRolePolicy"] = Delete,
        ["ListRolePolicies"] = call => call.Page("PolicyNames", call.Role().InlinePolicies.Keys, name => new XElement("member", name)),
        ["AttachRolePolicy"] = Attach,
        ["DetachRolePolicy"] = Detach,
        ["ListAttachedRolePolicies"] = ListAttached,
    };

    private static IReadOnlyList<XElement>? Put(IamCall call)
    {
        var name = PolicyName(call);
        var document = call.Required("PolicyDocument");
        var role = call.ModifiableRole();
        PolicyParser.Parse(document, PolicyKind.Identity);
        var changed = role.InlinePolicies.SetItem(name, document);
        if (changed.Values.Sum(PolicyParser.Size) > call.Account.Quotas.InlinePolicySize)
        {
            throw new AwsErrorException(
                "LimitExceeded",
                $"Maximum policy size of {call.Account.Quotas.InlinePolicySize} bytes exceeded for role {role.Name}",
                409);
        }

        call.Change(role, r => r with { InlinePolicies = changed });
        return null;
    }

    private static List<XElement> Get(IamCall call)
    {
        var name = PolicyName(call);
        var role = call.Role();
        if (!role.InlinePolicies.TryGetValue(name, out var document))
            throw NoSuchInlinePolicy(name);
        return [new XElement("RoleName", role.Name), new XElement("PolicyName", name), new XElement("PolicyDocument", IamXml.Encode(document))];
    }

    private static IReadOnlyList<XElement>? Delete(IamCall call)
    {
        var name = PolicyName(call);
        var role = call.ModifiableRole();
        if (!role.InlinePolicies.ContainsKey(name))
            throw NoSuchInlinePolicy(name);
        call.Change(role, r => r with { InlinePolicies = r.InlinePolicies.Remove(name), LastDetachedAt = call.Now });
        return null;
    }

    private static IReadOnlyList<XElement>? Attach(IamCall call)
    {
        var arn = call.Required("PolicyArn");
        IamChecks.Arn(arn, "PolicyArn");
        var role = call.ModifiableRole();
        if (call.Account.FindPolicy(arn) is null)
            throw AwsErrors.NotAttachable(arn);
        if (role.AttachedPolicies.Contains(arn))
            return null;
        if (role.AttachedPolicies.Count >= call.Account.Quotas.AttachedPolicies)
            throw AwsErrors.LimitExceeded("PoliciesPerRole", call.Account.Quotas.AttachedPolicies);
        call.Change(role, r => r with { AttachedPolicies = r.AttachedPolicies.Add(arn) });
        return null;
    }

    private static IReadOnlyList<XElement>? Detach(IamCall call)
    {
        var arn = call.Required("PolicyArn");
        IamChecks.Arn(arn, "PolicyArn");
        var role = call.ModifiableRole();
        if (!role.AttachedPolicies.Contains(arn))
            throw AwsErrors.NoSuchPolicy(arn);
        call.Change(role, r => r with { AttachedPolicies = r.AttachedPolicies.Remove(arn), LastDetachedAt = call.Now });
        return null;
    }

    private static List<XElement> ListAttached(IamCall call)
    {
        var prefix = call.Optional("PathPrefix") ?? "/";
        var arns = call.Role().AttachedPolicies
            .Where(arn => call.Account.FindPolicy(arn) is not { } policy || policy.Path.StartsWith(prefix, StringComparison.Ordinal));
        return call.Page("AttachedPolicies", arns, IamXml.Attached);
    }

    private static string PolicyName(IamCall call)
    {
        var name = call.Required("PolicyName");
        IamChecks.Name(name, "PolicyName", 128);
        return name;
    }

    private static AwsErrorException NoSuchInlinePolicy(string name) =>
        AwsErrors.NoSuchEntity($"The role policy with name {name} cannot be found.");
}
