using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.Security;

/// <summary>No manifest of ours grants what lets the operator read Secrets or rise above itself.</summary>
public sealed class GrantedRightsTests
{
    private static readonly string[] Rising = ["*", "escalate", "bind", "impersonate", "deletecollection"];

    public static TheoryData<string> Roles => [.. Directory.EnumerateFiles(RepositoryFiles.Path("config"), "*.yaml", SearchOption.AllDirectories)
        .Where(file => File.ReadAllText(file).Contains("\nrules:", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(RepositoryFiles.Path(), file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    public static TheoryData<V1PolicyRule> Dangerous =>
    [
        new V1PolicyRule { ApiGroups = [""], Resources = ["secrets"], Verbs = ["get"] },
        new V1PolicyRule { ApiGroups = [""], Resources = ["pods", "*"], Verbs = ["get"] },
        new V1PolicyRule { ApiGroups = ["*"], Resources = ["pods"], Verbs = ["get"] },
        new V1PolicyRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["*"] },
        new V1PolicyRule { ApiGroups = ["rbac.authorization.k8s.io"], Resources = ["clusterroles"], Verbs = ["get"] },
        new V1PolicyRule { ApiGroups = [""], Resources = ["serviceaccounts"], Verbs = ["impersonate"] },
        new V1PolicyRule { ApiGroups = [""], Resources = ["pods/exec"], Verbs = ["create"] },
        new V1PolicyRule { NonResourceURLs = ["*"], Verbs = ["get"] },
    ];

    [Fact]
    public void All_of_them_are_looked_at() => Assert.Equal(
        ["config/rbac/leader-election-role.yaml", "config/rbac/role.yaml", "config/rollout/role.yaml", "config/verify/role.yaml"], Roles.Select(role => role.Data));

    [Theory]
    [MemberData(nameof(Roles))]
    public void No_role_grants_anything_dangerous(string file) => Assert.All(
        KubernetesYaml.Deserialize<V1ClusterRole>(File.ReadAllText(RepositoryFiles.Path(file))).Rules, rule => Assert.Null(Danger(rule)));

    [Theory]
    [MemberData(nameof(Dangerous), DisableDiscoveryEnumeration = true)]
    public void The_look_bites(V1PolicyRule rule) => Assert.NotNull(Danger(rule));

    private static string? Danger(V1PolicyRule rule)
    {
        var resources = rule.Resources ?? [];
        return rule.NonResourceURLs is { Count: > 0 } ? "paths that are no resource"
            : resources.FirstOrDefault(one => one.Contains('*', StringComparison.Ordinal) || one.Split('/')[0] is "secrets" || one is "pods/exec" or "pods/attach" or "nodes/proxy")
            ?? rule.Verbs.FirstOrDefault(Rising.Contains)
            ?? rule.ApiGroups?.FirstOrDefault(group => group is "*" or "rbac.authorization.k8s.io" or "authentication.k8s.io" or "certificates.k8s.io" or "admissionregistration.k8s.io");
    }
}
