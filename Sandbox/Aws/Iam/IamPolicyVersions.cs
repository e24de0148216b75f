using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Versions of managed policies.</summary>
internal static class IamPolicyVersions
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["CreatePolicyVersion"] = Create,
        ["GetPolicyVersion"] = Get,
        ["ListPolicyVersions"] = List,
        ["SetDefaultPolicyVersion"] = SetDefault,
        ["DeletePolicyVersion"] = Delete,
    };

    private static List<XElement> Create(IamCall call)
    {
        var document = call.Required("PolicyDocument");
        var policy = IamManagedPolicies.FindOwn(call);
        IamManagedPolicies.CheckDocument(call, document);
        if (policy.Versions.Count >= call.Account.Quotas.ManagedPolicyVersions)
        {
            throw new AwsErrorException(
                "LimitExceeded",
                $"A managed policy can have up to {call.Account.Quotas.ManagedPolicyVersions} versions. Before you create a new version, you must delete an existing version.",
                409);
        }

        var version = new IamPolicyVersion($"v{policy.NextVersion}", document, call.Now);
        var changed = policy with
        {
            Versions = policy.Versions.Add(version),
            NextVersion = policy.NextVersion + 1,
            DefaultVersionId = call.Optional("SetAsDefault") == "true" ? version.VersionId : policy.DefaultVersionId,
            UpdatedAt = call.Now,
        };
        call.Account.ChangePolicy(policy.Arn, _ => changed);
        return [IamXml.Version(changed, version, "PolicyVersion")];
    }

    private static List<XElement> Get(IamCall call)
    {
        var policy = IamManagedPolicies.Find(call);
        return [IamXml.Version(policy, Find(call, policy), "PolicyVersion", document: true)];
    }

    private static List<XElement> List(IamCall call)
    {
        var policy = IamManagedPolicies.Find(call);
        return call.Page("Versions", policy.Versions.Reverse(), v => IamXml.Version(policy, v));
    }

    private static IReadOnlyList<XElement>? SetDefault(IamCall call)
    {
        var policy = IamManagedPolicies.FindOwn(call);
        var version = Find(call, policy);
        call.Account.ChangePolicy(policy.Arn, p => p with { DefaultVersionId = version.VersionId, UpdatedAt = call.Now });
        return null;
    }

    private static IReadOnlyList<XElement>? Delete(IamCall call)
    {
        var policy = IamManagedPolicies.FindOwn(call);
        var version = Find(call, policy);
        if (version.VersionId == policy.DefaultVersionId)
            throw AwsErrors.DeleteConflict("Cannot delete the default version of a policy.");
        call.Account.ChangePolicy(policy.Arn, p => p with { Versions = p.Versions.Remove(version) });
        return null;
    }

    private static IamPolicyVersion Find(IamCall call, IamManagedPolicy policy)
    {
        var id = call.Required("VersionId");
        return policy.Versions.Find(v => v.VersionId == id)
            ?? throw AwsErrors.NoSuchEntity($"Policy {policy.Arn} version {id} does not exist or is not attachable.");
    }
}
