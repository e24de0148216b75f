using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class GuardRailSumTests
{
    private const string Forced = "arn:aws:iam::111122223333:policy/forced";
    private const string Own = "arn:aws:iam::111122223333:policy/own";

    private static readonly PlanningOptions Defaults = Sample.Options with { PermissionsBoundary = "arn:aws:iam::111122223333:policy/default" };

    [Fact]
    public void Without_rules_the_operators_settings_apply() => Assert.Equal(Defaults, GuardRailSum.Narrow(Defaults, [new GuardRails("a")]));

    [Fact]
    public void The_longest_prefix_the_forced_values_and_all_tags_apply()
    {
        var narrowed = GuardRailSum.Narrow(Defaults,
        [
            new GuardRails("a") { RoleNamePrefix = "team-a-", Tags = RoleDefinition.NoTags.Add("team", "a") },
            new GuardRails("b") { RoleNamePrefix = "team-", RolePath = "/teams/", PermissionsBoundary = Forced, Tags = RoleDefinition.NoTags.Add("cost", "1") },
        ]);
        Assert.Equal(("/teams/", Forced, "team-a-"), (narrowed.RolePath, narrowed.ForcedBoundary, narrowed.RoleNamePrefix));
        Assert.Equal(["cost=1", "team=a"], narrowed.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public void A_default_boundary_leaves_bindings_free_and_a_forced_one_does_not()
    {
        Assert.Equal(Defaults.PermissionsBoundary, Boundary(Sample.View(), Defaults));
        Assert.Equal(Own, Boundary(Sample.View(spec => spec.Role!.PermissionsBoundary = Own), Defaults));
        Assert.Equal(Forced, Boundary(Sample.View(), Defaults with { ForcedBoundary = Forced }));
        Assert.Equal(Forced, Boundary(Sample.View(spec => spec.Role!.PermissionsBoundary = Own), Defaults with { ForcedBoundary = Forced }));
    }

    [Fact]
    public void A_role_has_the_extra_tags_beside_its_own_and_the_owners()
    {
        var view = Sample.View(spec => spec.Role!.Tags = new Dictionary<string, string> { ["app"] = "x" });
        var role = DesiredRole.From(view, Sample.Identity, Defaults with { Tags = RoleDefinition.NoTags.Add("team", "a") });
        Assert.Equal(("x", "a"), (role.Tags["app"], role.Tags["team"]));
        Assert.Equal("dev", role.Tags[Owner.NamespaceTag]);
        Assert.Equal(6, role.Tags.Count);
    }

    [Fact]
    public void A_derived_name_begins_with_the_prefix_and_a_given_one_is_as_given()
    {
        var options = Defaults with { RoleNamePrefix = "team-" };
        Assert.StartsWith("team-dev-app-", Sample.View().RoleName(Sample.Identity, options), StringComparison.Ordinal);
        Assert.Equal("mine", Sample.View(spec => spec.Role!.Name = "mine").RoleName(Sample.Identity, options));
    }

    [Fact]
    public void A_derived_name_stays_when_the_prefix_changes()
    {
        var options = Defaults with { RoleNamePrefix = "team-" };
        var binding = Sample.Binding();
        var before = new BindingView(binding).RoleName(Sample.Identity, options);
        binding.Status = new IrsaBindingStatus { Role = new RoleStatus { Name = before } };
        Assert.Equal(before, new BindingView(binding).RoleName(Sample.Identity, Defaults));
        Assert.Equal(before, new BindingView(binding).RoleName(Sample.Identity, Defaults with { RoleNamePrefix = "other-" }));
    }

    [Fact]
    public void A_given_name_that_leaves_the_spec_does_not_pass_for_a_derived_one()
    {
        var binding = Sample.Binding();
        binding.Status = new IrsaBindingStatus { Role = new RoleStatus { Name = "admin" } };
        Assert.NotEqual("admin", new BindingView(binding).RoleName(Sample.Identity, Defaults with { RoleNamePrefix = "team-" }));
    }

    private static string? Boundary(BindingView binding, PlanningOptions options) => DesiredRole.From(binding, Sample.Identity, options).PermissionsBoundary;
}
