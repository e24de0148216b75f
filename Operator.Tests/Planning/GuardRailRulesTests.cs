using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class GuardRailRulesTests
{
    private const string Boundary = "arn:aws:iam::111122223333:policy/boundary";

    private static readonly GuardRails NoRules = new("IrsaPolicy team-a");

    [Fact]
    public void No_rules_refuse_nothing() => Assert.Null(Problem(spec => spec.Role!.InlinePolicies = [Sample.Inline("all", Sample.Document("*"))]));

    [Fact]
    public void A_set_that_can_not_be_understood_permits_nothing() =>
        Assert.Equal("mend it.", Problem(_ => { }, NoRules with { Problem = "mend it." }));

    [Theory]
    [InlineData("dev", null, true)]
    [InlineData("team-*", null, false)]
    [InlineData("*", "dev", false)]
    [InlineData("*", "de?", false)]
    [InlineData("*", "prod", true)]
    public void Namespaces_are_in_or_out(string @in, string? @out, bool allowed)
    {
        var problem = Problem(_ => { }, NoRules with { Namespaces = [@in], ExcludedNamespaces = @out is null ? null : [@out] });
        Assert.Equal(allowed, problem is null);
        if (!allowed)
            Said(problem, @out is null ? "namespaces" : "excludedNamespaces", "\"dev\"", "IrsaPolicy team-a");
    }

    [Fact]
    public void The_binding_that_is_one_too_many_is_refused()
    {
        var set = NoRules with { MaxBindings = 2 };
        Assert.Null(GuardRailRules.Problem(Sample.View(), [set], olderBindings: 1));
        Said(GuardRailRules.Problem(Sample.View(), [set], olderBindings: 2), "maxBindings", "2 older bindings");
        Said(GuardRailRules.Problem(Sample.View(), [NoRules with { MaxBindings = 0 }], olderBindings: 0), "maxBindings");
    }

    [Fact]
    public void Another_boundary_than_the_forced_one_is_refused()
    {
        var set = NoRules with { PermissionsBoundary = Boundary };
        Assert.Null(Problem(_ => { }, set));
        Assert.Null(Problem(spec => spec.Role!.PermissionsBoundary = Boundary, set));
        Said(Problem(spec => spec.Role!.PermissionsBoundary = "arn:aws:iam::aws:policy/AdministratorAccess", set),
            "permissionsBoundary", "\"arn:aws:iam::aws:policy/AdministratorAccess\"", Boundary, "IrsaPolicy team-a");
    }

    [Fact]
    public void A_role_name_of_the_binding_begins_with_the_prefix()
    {
        var set = NoRules with { RoleNamePrefix = "team-a-" };
        Assert.Null(Problem(_ => { }, set));
        Assert.Null(Problem(spec => spec.Role!.Name = "team-a-app", set));
        Said(Problem(spec => spec.Role!.Name = "Team-A-app", set), "roleNamePrefix", "\"Team-A-app\"", "team-a-");
    }

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/*ReadOnlyAccess", "AmazonS3ReadOnlyAccess", true)]
    [InlineData("arn:aws:iam::aws:policy/*ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", true)]
    [InlineData("arn:aws:iam::aws:policy/*ReadOnlyAccess", "AdministratorAccess", false)]
    [InlineData("arn:aws:iam::aws:policy/*ReadOnlyAccess", "arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess", false)]
    [InlineData("arn:aws-cn:iam::aws:policy/*ReadOnlyAccess", "AmazonS3ReadOnlyAccess", true)]
    [InlineData("arn:aws*:iam::aws:policy/service-role/*", "service-role/AmazonEBSCSIDriverPolicy", true)]
    [InlineData("*", "AdministratorAccess", true)]
    [InlineData("*ReadOnly*", "AmazonS3ReadOnlyAccess", true)]
    [InlineData("arn:aws:iam::111122223333:policy/*", "AdministratorAccess", false)]
    [InlineData("arn:aws:iam::111122223333:policy/*", "arn:aws:iam::444455556666:policy/app", false)]
    [InlineData("arn:*:policy/AdministratorAccess", "AdministratorAccess", true)]
    public void Managed_policies_are_compared_by_their_ARN(string glob, string policy, bool allowed)
    {
        var problem = Problem(spec => spec.Role!.ManagedPolicies = [policy], NoRules with { ManagedPolicies = [glob] });
        Assert.Equal(allowed, problem is null);
        if (!allowed)
            Said(problem, "managedPolicies", $"\"{policy}\"", glob);
    }

    [Fact]
    public void An_empty_list_allows_nothing()
    {
        Said(Problem(spec => spec.Role!.ManagedPolicies = ["ReadOnlyAccess"], NoRules with { ManagedPolicies = [] }), "managedPolicies", "none");
        Said(Problem(Inline(Sample.Document()), NoRules with { AllowedActions = [] }), "allowedActions", "none");
        Assert.Null(Problem(Inline(Sample.Document()), NoRules with { DeniedActions = [] }));
    }

    [Fact]
    public void Inline_policies_can_be_switched_off()
    {
        Assert.Null(Problem(_ => { }, NoRules with { InlinePolicies = false }));
        Assert.Null(Problem(Inline(Sample.Document()), NoRules with { InlinePolicies = true }));
        Said(Problem(Inline(Sample.DenyDocument()), NoRules with { InlinePolicies = false }), "inlinePolicies", "\"table\"");
    }

    [Theory]
    [InlineData("s3:*")]
    [InlineData("*")]
    [InlineData("S3:DELETEOBJECT")]
    [InlineData("s3:*Object")]
    [InlineData("s3:?elete*")]
    public void A_wildcard_does_not_slip_past_a_denied_action(string action) =>
        Said(Problem(Inline(Sample.Document(action)), NoRules with { DeniedActions = ["iam:*", "s3:Delete*"] }),
            "\"table\"", $"action \"{action}\"", "deniedActions", "IrsaPolicy team-a");

    [Fact]
    public void What_no_denied_action_meets_is_permitted() =>
        Assert.Null(Problem(Inline(Sample.Document("s3:Get*")), NoRules with { DeniedActions = ["s3:Delete*"] }));

    [Theory]
    [InlineData("s3:GetObject", true)]
    [InlineData("s3:Get*", true)]
    [InlineData("s3:*", false)]
    [InlineData("*", false)]
    [InlineData("dynamodb:GetItem", false)]
    public void Allowed_actions_hold_everything_that_a_document_allows(string action, bool allowed)
    {
        var problem = Problem(Inline(Sample.Document(action)), NoRules with { AllowedActions = ["s3:Get*", "s3:List*"] });
        Assert.Equal(allowed, problem is null);
        if (!allowed)
            Said(problem, "allowedActions", $"\"{action}\"", "s3:Get*, s3:List*");
    }

    [Fact]
    public void Statements_that_deny_are_never_restricted() =>
        Assert.Null(Problem(Inline(Sample.DenyDocument()), NoRules with { AllowedActions = ["s3:Get*"], DeniedActions = ["iam:*"] }));

    [Theory]
    [InlineData("""["iam:*","sts:*"]""", true)]
    [InlineData("\"*\"", true)]
    [InlineData("\"iam:Create*\"", false)]
    [InlineData("\"s3:*\"", false)]
    public void NotAction_must_except_whatever_is_denied(string exceptions, bool allowed)
    {
        var problem = Problem(Inline(NotAction(exceptions)), NoRules with { DeniedActions = ["iam:*"] });
        Assert.Equal(allowed, problem is null);
        if (!allowed)
            Said(problem, "NotAction", "deniedActions iam:*");
    }

    [Fact]
    public void NotAction_is_never_among_allowed_actions() =>
        Said(Problem(Inline(NotAction("\"iam:*\"")), NoRules with { AllowedActions = ["*"] }), "NotAction \"iam:*\"", "allowedActions");

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"},{"Effect":"Allow","Action":["s3:GetObject","s3:DeleteObject"],"Resource":"*"}]}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:DeleteObject","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:DeleteObject","Action":"s3:GetObject","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:DeleteObject","Resource":"*"},"Statement":[]}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"\u0073\u0033:Delete\u002a","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:Delete\u200bObject","Resource":"*"}}""")]
    public void A_document_hides_nothing(string json) =>
        Said(Problem(Inline(JsonSerializer.Deserialize<JsonElement>(json)), NoRules with { DeniedActions = ["s3:Delete*"] }), "deniedActions s3:Delete*");

    [Fact]
    public void Several_sets_add_up_to_the_strictest()
    {
        GuardRails[] sets = [NoRules with { DeniedActions = ["iam:*"], ManagedPolicies = ["*ReadOnly*"] }, new("IrsaPolicy b") { DeniedActions = ["s3:Delete*"], ManagedPolicies = ["*S3*"] }];
        Said(Problem(Inline(Sample.Document("s3:*")), sets), "s3:Delete*", "IrsaPolicy b");
        Said(Problem(Inline(Sample.Document("iam:PassRole")), sets), "iam:*", "IrsaPolicy team-a");
        Said(Problem(spec => spec.Role!.ManagedPolicies = ["AmazonEC2ReadOnlyAccess"], sets), "*S3*", "IrsaPolicy b");
        Assert.Null(Problem(spec => spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"], sets));
    }

    [Fact]
    public void Sets_that_contradict_each_other_are_both_named()
    {
        var other = new GuardRails("IrsaPolicy b");
        Said(Problem(_ => { }, NoRules with { RolePath = "/a/" }, other with { RolePath = "/b/" }), "rolePath", "/a/ by IrsaPolicy team-a", "/b/ by IrsaPolicy b");
        Said(Problem(_ => { }, NoRules with { PermissionsBoundary = Boundary }, other with { PermissionsBoundary = Boundary + "2" }), "permissionsBoundary", "IrsaPolicy team-a", "IrsaPolicy b");
        Said(Problem(_ => { }, NoRules with { RoleNamePrefix = "a-" }, other with { RoleNamePrefix = "b-" }), "roleNamePrefix", "IrsaPolicy team-a", "IrsaPolicy b");
        Said(Problem(_ => { }, NoRules with { Tags = Tags("team", "a") }, other with { Tags = Tags("TEAM", "b") }), "tags", "IrsaPolicy team-a", "IrsaPolicy b");
        Assert.Null(Problem(_ => { }, NoRules with { RoleNamePrefix = "a-b-" }, other with { RoleNamePrefix = "a-", Tags = Tags("team", "a") }));
    }

    [Fact]
    public void A_tag_of_the_binding_must_not_contradict_a_forced_one()
    {
        var set = NoRules with { Tags = Tags("team", "a") };
        Assert.Null(Problem(spec => spec.Role!.Tags = new Dictionary<string, string> { ["team"] = "a" }, set));
        Said(Problem(spec => spec.Role!.Tags = new Dictionary<string, string> { ["Team"] = "b" }, set), "rule tags", "\"Team\"", "\"b\"", "\"a\"");
    }

    [Fact]
    public void Tags_of_both_sides_together_fit_on_a_role()
    {
        var own = Enumerable.Range(0, BindingRules.MaxTags).ToDictionary(i => $"key{i}", _ => "", StringComparer.Ordinal);
        Said(Problem(spec => spec.Role!.Tags = own, NoRules with { Tags = Tags("team", "a") }), "rule tags", "1 more");
        Assert.Null(Problem(spec => spec.Role!.Tags = own, NoRules with { Tags = Tags("key0", "") }));
    }

    [Fact]
    public void A_long_or_hostile_value_is_shown_shortened()
    {
        var problem = Problem(Inline(Sample.Document("s3:Delete\n" + new string('x', 5000))), NoRules with { DeniedActions = ["s3:Delete*"] });
        Assert.InRange(problem!.Length, 1, 400);
        Assert.DoesNotContain('\n', problem);
    }

    private static string? Problem(Action<IrsaBindingSpec> spec, params GuardRails[] sets) =>
        GuardRailRules.Problem(Sample.View(spec), sets.Length == 0 ? [NoRules] : sets, olderBindings: 0);

    private static Action<IrsaBindingSpec> Inline(object document) => spec => spec.Role!.InlinePolicies = [Sample.Inline("table", document)];

    private static JsonElement NotAction(string exceptions) =>
        JsonSerializer.Deserialize<JsonElement>($$"""{"Statement":[{"Effect":"Allow","NotAction":{{exceptions}},"Resource":"*"}]}""");

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Tags(string key, string value) => RoleDefinition.NoTags.Add(key, value);

    private static void Said(string? problem, params string[] parts)
    {
        Assert.NotNull(problem);
        Assert.All(parts, part => Assert.Contains(part, problem, StringComparison.Ordinal));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }
}
