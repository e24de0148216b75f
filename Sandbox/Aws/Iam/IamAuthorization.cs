using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Sandbox.Aws.Iam;

/// <summary>The resource and the condition keys that IAM gives each of its operations.</summary>
internal static class IamAuthorization
{
    /// <summary>The operations whose iam:PermissionsBoundary is the one that the call would set.</summary>
    private static readonly HashSet<string> RequestedBoundary = ["CreateRole", "PutRolePermissionsBoundary"];

    /// <summary>The operations whose iam:PermissionsBoundary is the one that the role has. No other operation knows the key.</summary>
    private static readonly HashSet<string> PresentBoundary =
        ["AttachRolePolicy", "DeleteRolePermissionsBoundary", "DeleteRolePolicy", "DetachRolePolicy", "PutRolePolicy"];

    /// <summary>A call that creates with tags needs the right to tag, too.</summary>
    private static readonly Dictionary<string, string> Tagging = new(StringComparer.Ordinal)
    {
        ["CreateRole"] = "TagRole",
        ["CreatePolicy"] = "TagPolicy",
        ["CreateOpenIDConnectProvider"] = "TagOpenIDConnectProvider",
    };

    public static void Demand(AwsPrincipal principal, string operation, IamCall call)
    {
        if (principal.RoleName is null)
            return;
        var request = Request(operation, call);
        AwsAuthorization.Demand(call.Account, principal, request);
        if (Tagging.TryGetValue(operation, out var tagging) && call.Tags().Count > 0)
            AwsAuthorization.Demand(call.Account, principal, request with { Action = $"iam:{tagging}" });
    }

    private static PolicyRequest Request(string operation, IamCall call)
    {
        var role = call.Optional("RoleName") is { } name ? call.Account.FindRole(name) : null;
        var context = PolicyRequest.NewContext();
        var tags = role?.Tags
            ?? (call.Optional("PolicyArn") is { } arn ? call.Account.FindPolicy(arn)?.Tags : null)
            ?? (call.Optional("OpenIDConnectProviderArn") is { } provider ? call.Account.FindOidcProvider(provider)?.Tags : null)
            ?? TagSet.Empty;
        foreach (var (key, value) in tags)
        {
            context[$"aws:ResourceTag/{key}"] = [value];
            context[$"iam:ResourceTag/{key}"] = [value];
        }

        foreach (var (key, value) in call.Tags())
            context[$"aws:RequestTag/{key}"] = [value];
        if (call.Tags().Select(t => t.Key).Concat(call.List("TagKeys")).ToList() is { Count: > 0 } keys)
            context["aws:TagKeys"] = keys;
        var bounds = RequestedBoundary.Contains(operation) ? call.Optional("PermissionsBoundary") : PresentBoundary.Contains(operation) ? role?.PermissionsBoundary : null;
        if (bounds is { } boundary)
            context["iam:PermissionsBoundary"] = [boundary];
        if (operation is "AttachRolePolicy" or "DetachRolePolicy" && call.Optional("PolicyArn") is { } policyArn)
            context["iam:PolicyARN"] = [policyArn];
        return new PolicyRequest($"iam:{operation}", Resource(operation, call, role)) { Context = context };
    }

    private static string Resource(string operation, IamCall call, IamRole? role)
    {
        var account = call.Account;
        var path = call.Optional("Path") ?? "/";
        return operation switch
        {
            "ListRoles" => account.IamArn("role" + (call.Optional("PathPrefix") ?? "/")),
            "ListInstanceProfiles" => account.IamArn("instance-profile" + (call.Optional("PathPrefix") ?? "/")),
            "ListPolicies" => account.IamArn("policy" + (call.Optional("PathPrefix") ?? "/")),
            "CreatePolicy" => account.IamArn($"policy{path}{call.Optional("PolicyName")}"),
            "CreateOpenIDConnectProvider" => account.IamArn($"oidc-provider/{call.Optional("Url")?.Replace("https://", "", StringComparison.Ordinal)}"),
            "ListOpenIDConnectProviders" => account.IamArn("oidc-provider/*"),
            "SimulatePrincipalPolicy" => call.Optional("PolicySourceArn") ?? "*",
            "CreateRole" => account.IamArn($"role{path}{call.Optional("RoleName")}"),
            _ => Named(call, role),
        };
    }

    private static string Named(IamCall call, IamRole? role)
    {
        if (call.Optional("InstanceProfileName") is { } profile)
            return call.Account.FindInstanceProfile(profile)?.Arn ?? call.Account.IamArn($"instance-profile/{profile}");
        if (call.Optional("RoleName") is { } name)
            return role?.Arn ?? call.Account.IamArn($"role/{name}");
        return call.Optional("PolicyArn") ?? call.Optional("OpenIDConnectProviderArn") ?? "*";
    }
}
