using System.Collections.Immutable;
using System.Xml.Linq;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>Tags of roles, managed policies and OIDC providers.</summary>
internal static class IamTags
{
    public static IReadOnlyDictionary<string, IamHandler> Handlers { get; } = new Dictionary<string, IamHandler>
    {
        ["TagRole"] = call => ChangeRole(call, Added),
        ["UntagRole"] = call => ChangeRole(call, Removed),
        ["ListRoleTags"] = call => call.Page("Tags", call.Role().Tags, IamXml.Tag),
        ["TagPolicy"] = call => ChangePolicy(call, Added),
        ["UntagPolicy"] = call => ChangePolicy(call, Removed),
        ["ListPolicyTags"] = call => call.Page("Tags", IamManagedPolicies.Find(call).Tags, IamXml.Tag),
        ["TagOpenIDConnectProvider"] = call => ChangeProvider(call, Added),
        ["UntagOpenIDConnectProvider"] = call => ChangeProvider(call, Removed),
        ["ListOpenIDConnectProviderTags"] = call => call.Page("Tags", IamOidcProviders.Find(call).Tags, IamXml.Tag),
    };

    private delegate ImmutableSortedDictionary<string, string> Change(IamCall call, ImmutableSortedDictionary<string, string> tags, string quota);

    private static ImmutableSortedDictionary<string, string> Added(IamCall call, ImmutableSortedDictionary<string, string> tags, string quota)
    {
        var added = call.Tags();
        IamChecks.Tags(added, call.Account.Quotas.Tags);
        var changed = tags.With(added);
        return changed.Count <= call.Account.Quotas.Tags ? changed : throw AwsErrors.LimitExceeded(quota, call.Account.Quotas.Tags);
    }

    private static ImmutableSortedDictionary<string, string> Removed(IamCall call, ImmutableSortedDictionary<string, string> tags, string quota)
    {
        var keys = call.List("TagKeys");
        IamChecks.TagKeys(keys);
        return tags.RemoveRange(keys);
    }

    private static IReadOnlyList<XElement>? ChangeRole(IamCall call, Change change)
    {
        var role = call.ModifiableRole();
        var tags = change(call, role.Tags, "TagsPerRole");
        call.Change(role, r => r with { Tags = tags });
        return null;
    }

    private static IReadOnlyList<XElement>? ChangePolicy(IamCall call, Change change)
    {
        var policy = IamManagedPolicies.FindOwn(call);
        var tags = change(call, policy.Tags, "TagsPerPolicy");
        call.Account.ChangePolicy(policy.Arn, p => p with { Tags = tags });
        return null;
    }

    private static IReadOnlyList<XElement>? ChangeProvider(IamCall call, Change change)
    {
        var provider = IamOidcProviders.Find(call);
        var tags = change(call, provider.Tags, "TagsPerOpenIdConnectProvider");
        call.Account.ChangeOidcProvider(provider.Arn, p => p with { Tags = tags });
        return null;
    }
}
