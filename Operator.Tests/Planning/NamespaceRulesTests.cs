using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.Planning;

public sealed class NamespaceRulesTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["team"] = "a", ["stage"] = "prod" };

    [Fact]
    public void No_selector_and_an_empty_one_select_every_namespace()
    {
        Assert.True(Selects(selector: null));
        Assert.True(Selects(new NamespaceSelector()));
        Assert.True(Selects(new NamespaceSelector { MatchLabels = new Dictionary<string, string>(), MatchExpressions = [] }));
    }

    [Theory]
    [InlineData("team", "a", true)]
    [InlineData("team", "b", false)]
    [InlineData("Team", "a", false)]
    [InlineData("other", "", false)]
    public void Labels_match_exactly(string key, string value, bool expected) =>
        Assert.Equal(expected, Selects(new NamespaceSelector { MatchLabels = new Dictionary<string, string> { [key] = value } }));

    [Theory]
    [InlineData("team", "In", "a,b", true)]
    [InlineData("team", "In", "b", false)]
    [InlineData("other", "In", "a", false)]
    [InlineData("team", "NotIn", "a,b", false)]
    [InlineData("team", "NotIn", "b", true)]
    [InlineData("other", "NotIn", "a", true)]
    [InlineData("team", "Exists", null, true)]
    [InlineData("other", "Exists", null, false)]
    [InlineData("team", "DoesNotExist", null, false)]
    [InlineData("other", "DoesNotExist", null, true)]
    public void Expressions_mean_what_they_mean_in_Kubernetes(string key, string @operator, string? values, bool expected) =>
        Assert.Equal(expected, Selects(Expression(key, @operator, values?.Split(','))));

    [Fact]
    public void All_requirements_must_hold()
    {
        var selector = Expression("team", "Exists", values: null);
        selector.MatchLabels = new Dictionary<string, string> { ["stage"] = "test" };
        Assert.False(Selects(selector));
    }

    [Theory]
    [InlineData("team", "in", "a", "\"in\"")]
    [InlineData("team", "Gt", "1", "\"Gt\"")]
    [InlineData("team", "In", null, "without values")]
    [InlineData("team", "Exists", "a", "with values")]
    [InlineData("", "Exists", null, "without a key")]
    public void A_selector_that_can_not_be_understood_closes_every_namespace(string key, string @operator, string? values, string said)
    {
        var rules = Rules(spec => spec.NamespaceSelector = Expression(key, @operator, values?.Split(',')));
        Assert.True(rules.HoldIn(new Dictionary<string, string>(StringComparer.Ordinal)));
        Assert.Contains(said, rules.Rules.Problem, StringComparison.Ordinal);
        Assert.Contains("IrsaPolicy strict", rules.Rules.Problem, StringComparison.Ordinal);
    }

    public static TheoryData<Action<IrsaPolicySpec>, string> Mistakes => new()
    {
        { spec => spec.PermissionsBoundary = "AdministratorAccess", "permissionsBoundary is \"AdministratorAccess\"" },
        { spec => spec.ManagedPolicies = ["AmazonS3ReadOnlyAccess"], "managedPolicies has \"AmazonS3ReadOnlyAccess\"" },
        { spec => spec.ManagedPolicies = [null!], "managedPolicies has" },
        { spec => spec.AllowedActions = ["s3:Get Object"], "allowedActions has \"s3:Get Object\"" },
        { spec => spec.DeniedActions = ["s3:*", "DeleteObject"], "deniedActions has \"DeleteObject\"" },
        { spec => spec.DeniedActions = [""], "deniedActions has \"\"" },
        { spec => spec.MaxBindings = -1, "maxBindings is -1" },
        { spec => spec.RolePath = "teams", "rolePath is \"teams\"" },
        { spec => spec.RoleNamePrefix = new string('a', 33), "roleNamePrefix is" },
        { spec => spec.RoleNamePrefix = "a/", "roleNamePrefix is \"a/\"" },
        { spec => spec.Tags = new Dictionary<string, string> { ["irsa-operator.io/uid"] = "" }, "tags has the key \"irsa-operator.io/uid\"" },
        { spec => spec.Tags = new Dictionary<string, string> { ["a"] = "1", ["A"] = "2" }, "twice" },
        { spec => spec.Tags = new Dictionary<string, string> { ["a"] = null! }, "tags has a value for \"a\"" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_rule_that_can_not_be_understood_closes_the_selected_namespaces_only(Action<IrsaPolicySpec> mistake, string said)
    {
        var rules = Rules(spec =>
        {
            spec.NamespaceSelector = Expression("team", "Exists", values: null);
            mistake(spec);
        });
        Assert.True(rules.HoldIn(Labels));
        Assert.False(rules.HoldIn(new Dictionary<string, string>(StringComparer.Ordinal)));
        Assert.Contains(said, rules.Rules.Problem, StringComparison.Ordinal);
        Assert.EndsWith(".", rules.Rules.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_becomes_a_set_of_rules_with_its_name()
    {
        var rules = Rules(spec =>
        {
            spec.PermissionsBoundary = "arn:aws:iam::aws:policy/PowerUserAccess";
            spec.ManagedPolicies = ["*ReadOnly*"];
            spec.InlinePolicies = false;
            spec.AllowedActions = ["s3:*"];
            spec.DeniedActions = ["*:Delete*"];
            spec.MaxBindings = 3;
            spec.RolePath = "/teams/";
            spec.RoleNamePrefix = "team-";
            spec.Tags = new Dictionary<string, string> { ["team"] = "a" };
        }).Rules;
        Assert.Null(rules.Problem);
        Assert.Equal(
            ("IrsaPolicy strict", "arn:aws:iam::aws:policy/PowerUserAccess", false, 3, "/teams/", "team-", "a"),
            (rules.Source, rules.PermissionsBoundary, rules.InlinePolicies, rules.MaxBindings, rules.RolePath, rules.RoleNamePrefix, rules.Tags["TEAM"]));
        Assert.Equal(["*ReadOnly*", "s3:*", "*:Delete*"], [.. rules.ManagedPolicies!, .. rules.AllowedActions!, .. rules.DeniedActions!]);
    }

    private static bool Selects(NamespaceSelector? selector)
    {
        var rules = Rules(spec => spec.NamespaceSelector = selector);
        Assert.Null(rules.Rules.Problem);
        return rules.HoldIn(Labels);
    }

    private static NamespaceSelector Expression(string key, string @operator, string[]? values) =>
        new() { MatchExpressions = [new LabelRequirement { Key = key, Operator = @operator, Values = values }] };

    private static NamespaceRules Rules(Action<IrsaPolicySpec> fill)
    {
        var policy = new IrsaPolicy { Metadata = new V1ObjectMeta { Name = "strict", Uid = "uid", Generation = 1, ResourceVersion = "1" } };
        fill(policy.Spec);
        return NamespaceRules.From(policy);
    }
}
