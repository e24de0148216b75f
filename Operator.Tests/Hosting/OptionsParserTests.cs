using IrsaOperator.Hosting;
using IrsaOperator.Planning;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Tests.Hosting;

public sealed class OptionsParserTests
{
    [Fact]
    public void Nothing_given_means_the_defaults()
    {
        var options = Parse([], []);
        Assert.Null(options.Reconciler.ClusterName);
        Assert.False(options.Reconciler.ManageOidcProvider);
        Assert.Equal("/irsa-operator/", options.Reconciler.Planning.RolePath);
        Assert.Equal(TimeSpan.FromMinutes(10), options.Reconciler.AuditInterval);
        Assert.Equal(8080, options.HttpPort);
        Assert.Equal(LogLevel.Information, options.LogLevel);
    }

    [Fact]
    public void A_flag_wins_over_its_environment_variable() =>
        Assert.Equal("flag", Parse(new() { ["--cluster-name"] = "flag" }, new() { ["IRSA_CLUSTER_NAME"] = "variable" }).Reconciler.ClusterName);

    [Fact]
    public void An_environment_variable_wins_over_the_default()
    {
        var options = Parse([], new() { ["IRSA_HTTP_PORT"] = "9090", ["IRSA_LEADER_ELECT"] = "true", ["IRSA_LOG_FORMAT"] = "json", ["IRSA_AUDIT_INTERVAL"] = "90s" });
        Assert.Equal(9090, options.HttpPort);
        Assert.True(options.LeaderElect);
        Assert.True(options.JsonLogs);
        Assert.Equal(TimeSpan.FromSeconds(90), options.Reconciler.AuditInterval);
    }

    [Fact]
    public void An_empty_environment_variable_counts_as_not_set() =>
        Assert.Null(Parse([], new() { ["IRSA_CLUSTER_NAME"] = "" }).Reconciler.ClusterName);

    [Fact]
    public void All_mistakes_are_told_at_once_with_flag_variable_and_value()
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--cluster-name"] = "no blanks",
            ["--manage-oidc-provider"] = "maybe",
            ["--role-path"] = "no-slashes",
            ["--permissions-boundary"] = "AdministratorAccess",
            ["--enforce-permissions-boundary"] = "always",
            ["--allowed-managed-policies"] = "AmazonS3ReadOnlyAccess",
            ["--allow-inline-policies"] = "some",
            ["--allowed-actions"] = "s3:Get*,,s3:List*",
            ["--denied-actions"] = "iam:*,DeleteObject",
            ["--namespaces"] = "Team-*",
            ["--excluded-namespaces"] = "kube system",
            ["--shard"] = "Team A",
            ["--max-bindings-per-namespace"] = "1.5",
            ["--role-name-prefix"] = "team/",
            ["--role-tags"] = "team=a,TEAM=b",
            ["--audit-interval"] = "5",
            ["--drift"] = "ignore",
            ["--verify-token-exchange"] = "perhaps",
            ["--max-parallel-reconciles"] = "0",
            ["--aws-region"] = "Frankfurt",
            ["--aws-calls-per-second"] = "-1",
            ["--aws-timeout"] = "1h",
            ["--leader-elect"] = "2",
            ["--http-address"] = "localhost",
            ["--http-port"] = "65536",
            ["--log-format"] = "xml",
            ["--log-level"] = "loud",
        };
        var (options, mistakes) = OptionsParser.Parse(setting => wrong[setting.Flag], _ => null);
        Assert.Null(options);
        Assert.Equal(Settings.All.Count, mistakes.Count);
        foreach (var setting in Settings.All)
            Assert.Single(mistakes, mistake => mistake.StartsWith($"{setting.Flag} ({setting.EnvironmentVariable}) is \"{wrong[setting.Flag]}\": ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shard_works_on_its_own_namespaces_and_leaves_the_others_alone()
    {
        var options = Parse(new() { ["--shard"] = "team-a", ["--namespaces"] = "team-a-*,tools", ["--excluded-namespaces"] = "team-a-old" }, []);
        Assert.Equal("team-a", options.Shard);
        Assert.Equal("irsa-operator-team-a", OperatorHost.NameOf(options));
        string[] namespaces = ["team-a-web", "tools", "team-a-old", "team-b-web", "team-a"];
        Assert.Equal(["team-a-web", "tools"], namespaces.Where(options.Reconciler.Scope.Contains));
    }

    [Fact]
    public void An_operator_without_a_shard_works_on_every_namespace_and_refuses_what_is_forbidden()
    {
        var options = Parse(new() { ["--namespaces"] = "team-a" }, []);
        Assert.Equal("irsa-operator", OperatorHost.NameOf(options));
        Assert.True(options.Reconciler.Scope.Contains("team-b"));
        Assert.Equal(["team-a"], options.Reconciler.GuardRails.Namespaces!);
    }

    [Fact]
    public void A_shard_has_to_say_which_namespaces_are_its_own()
    {
        var (_, mistakes) = OptionsParser.Parse(setting => setting == Settings.Shard ? "team-a" : null, _ => null);
        Assert.Equal("--shard (IRSA_SHARD) is \"team-a\": say which namespaces are its own with --namespaces or --excluded-namespaces.", Assert.Single(mistakes));
    }

    [Fact]
    public void No_guard_rails_are_set_when_nothing_is_given()
    {
        var rules = Parse([], []).Reconciler.GuardRails;
        Assert.Equal(new GuardRails("the operator's options") { InlinePolicies = true }, rules);
    }

    [Fact]
    public void Guard_rails_are_lists_with_commas()
    {
        const string boundary = "arn:aws:iam::111122223333:policy/boundary";
        var rules = Parse(
            new()
            {
                ["--permissions-boundary"] = boundary,
                ["--enforce-permissions-boundary"] = "true",
                ["--allowed-managed-policies"] = "arn:aws:iam::aws:policy/*ReadOnlyAccess, arn:aws:iam::111122223333:policy/*",
                ["--allow-inline-policies"] = "false",
                ["--role-name-prefix"] = "team-",
                ["--role-tags"] = "team=a=b, cost=",
            },
            new() { ["IRSA_DENIED_ACTIONS"] = "iam:*,s3:Delete*", ["IRSA_ALLOWED_ACTIONS"] = "*", ["IRSA_NAMESPACES"] = "team-*", ["IRSA_EXCLUDED_NAMESPACES"] = "team-x,kube-*", ["IRSA_MAX_BINDINGS_PER_NAMESPACE"] = "7" })
            .Reconciler.GuardRails;
        Assert.Equal((boundary, false, 7, "team-"), (rules.PermissionsBoundary, rules.InlinePolicies, rules.MaxBindings, rules.RoleNamePrefix));
        Assert.Equal(["arn:aws:iam::aws:policy/*ReadOnlyAccess", "arn:aws:iam::111122223333:policy/*"], rules.ManagedPolicies!);
        Assert.Equal(["iam:*", "s3:Delete*"], rules.DeniedActions!);
        Assert.Equal(["*"], rules.AllowedActions!);
        Assert.Equal(["team-*"], rules.Namespaces!);
        Assert.Equal(["team-x", "kube-*"], rules.ExcludedNamespaces!);
        Assert.Equal(["cost=", "team=a=b"], rules.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public void A_boundary_that_is_not_enforced_is_no_rule()
    {
        var reconciler = Parse(new() { ["--permissions-boundary"] = "arn:aws:iam::111122223333:policy/boundary" }, []).Reconciler;
        Assert.Null(reconciler.GuardRails.PermissionsBoundary);
        Assert.Equal("arn:aws:iam::111122223333:policy/boundary", reconciler.Planning.PermissionsBoundary);
    }

    [Fact]
    public void A_boundary_can_not_be_enforced_without_one()
    {
        var (options, mistakes) = OptionsParser.Parse(setting => setting == Settings.EnforcePermissionsBoundary ? "true" : null, _ => null);
        Assert.Null(options);
        Assert.Equal(["--enforce-permissions-boundary (IRSA_ENFORCE_PERMISSIONS_BOUNDARY) is \"true\": name the boundary to enforce with --permissions-boundary."], mistakes);
    }

    [Theory]
    [InlineData("9s")]
    [InlineData("25h")]
    [InlineData("10 m")]
    [InlineData("999999999999m")]
    public void An_interval_out_of_bounds_is_a_mistake(string text)
    {
        var (options, mistakes) = OptionsParser.Parse(setting => setting == Settings.AuditInterval ? text : null, _ => null);
        Assert.Null(options);
        Assert.Single(mistakes);
    }

    private static OperatorOptions Parse(Dictionary<string, string> flags, Dictionary<string, string> environment)
    {
        var (options, mistakes) = OptionsParser.Parse(setting => flags.GetValueOrDefault(setting.Flag), environment.GetValueOrDefault);
        Assert.Empty(mistakes);
        return options!;
    }
}
