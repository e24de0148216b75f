using CsCheck;
using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class RolePlanTests
{
    [Fact]
    public void A_new_role_costs_one_write_and_one_for_each_policy()
    {
        var plan = RolePlan.Diff(Desired(Everything), observed: null, Declared.Nothing);
        Assert.Equal(
            ["Create", "Attach", "Attach", "PutInline"],
            plan.Actions.Select(action => action.GetType().Name));
    }

    [Fact]
    public void I4_After_its_own_plan_nothing_is_left_to_do() => Gen.Select(Specs, Specs).Sample((before, after) =>
    {
        var first = Desired(before);
        var second = Desired(after);
        var role = FakeRole.Apply(null, RolePlan.Diff(first, null, Declared.Nothing));
        Assert.Empty(RolePlan.Diff(first, role, Declared.By(Desired(before))).Actions);

        role = FakeRole.Apply(role, RolePlan.Diff(second, role, Declared.By(Desired(before))));
        Assert.Empty(RolePlan.Diff(second, role, Declared.By(Desired(after))).Actions);
        Assert.Equal(second.Trust, role!.Definition.Trust);
        Assert.Equal(second.ManagedPolicies, role.Definition.ManagedPolicies);
        Assert.Equal(second.Tags, role.Definition.Tags);
    }, iter: 500);

    [Fact]
    public void I1_I3_Rights_are_taken_before_rights_are_given() => Gen.Select(Specs, Specs).Sample((before, after) =>
    {
        var role = FakeRole.Apply(null, RolePlan.Diff(Desired(before), null, Declared.Nothing));
        var actions = RolePlan.Diff(Desired(after), role, Declared.By(Desired(before))).Actions;
        var lastTaken = actions.Select((action, i) => Gives(action) ? -1 : i).DefaultIfEmpty(-1).Max();
        var firstGiven = actions.Select((action, i) => Gives(action) ? i : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min();
        Assert.True(lastTaken < firstGiven);
    }, iter: 300);

    [Fact]
    public void I2_Tags_that_nobody_declared_stay()
    {
        var desired = Desired(spec => spec.Role!.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" });
        var role = FakeRole.Apply(null, RolePlan.Diff(desired, null, Declared.Nothing))!;
        role = role with { Definition = role.Definition with { Tags = role.Definition.Tags.Add("cost-center", "42") } };
        Assert.Empty(RolePlan.Diff(desired, role, Declared.Nothing with { TagKeys = ["team"] }).Actions);
    }

    [Fact]
    public void A_tag_that_leaves_the_spec_leaves_the_role()
    {
        var role = FakeRole.Apply(null, RolePlan.Diff(Desired(spec => spec.Role!.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" }), null, Declared.Nothing));
        var action = Assert.Single(RolePlan.Diff(Desired(), role, Declared.Nothing with { TagKeys = ["team"] }).Actions);
        Assert.Equal(["team"], Assert.IsType<RoleAction.DeleteTags>(action).Keys);
    }

    [Fact]
    public void I2_A_policy_that_only_denies_stays_and_is_reported()
    {
        var desired = Desired();
        var role = FakeRole.Apply(null, RolePlan.Diff(desired, null, Declared.Nothing))!;
        role = role with
        {
            Definition = role.Definition with
            {
                InlinePolicies = role.Definition.InlinePolicies
                    .Add("AWSRevokeOlderSessions", PolicyDocument.From(BindingView.Json(Sample.DenyDocument())))
                    .Add("backdoor", PolicyDocument.From(BindingView.Json(Sample.Document()))),
                ManagedPolicies = role.Definition.ManagedPolicies
                    .Add("arn:aws:iam::aws:policy/AWSDenyAll")
                    .Add("arn:aws:iam::111122223333:policy/AWSDenyAll"),
            },
        };

        var plan = RolePlan.Diff(desired, role, Declared.Nothing);

        Assert.Equal(["AWSRevokeOlderSessions", "arn:aws:iam::aws:policy/AWSDenyAll"], plan.Quarantine);
        Assert.Equal(
            ["detached arn:aws:iam::111122223333:policy/AWSDenyAll", "deleted inline policy backdoor"],
            plan.Actions.Select(RoleActions.Describe));
    }

    [Fact]
    public void A_document_that_could_not_be_read_is_written_again()
    {
        var desired = Desired(Everything);
        var role = FakeRole.Apply(null, RolePlan.Diff(desired, null, Declared.Nothing))!;
        role = role with { Definition = role.Definition with { Trust = null, InlinePolicies = role.Definition.InlinePolicies.SetItem("table", null) } };
        Assert.Equal(["trust policy", "wrote inline policy table"], RolePlan.Diff(desired, role, Declared.Nothing).Actions.Select(RoleActions.Describe));
    }

    [Fact]
    public void Inline_policies_that_shrink_are_written_before_those_that_grow()
    {
        static RoleDefinition Sized(int first, int second) => Desired(spec => spec.Role!.InlinePolicies =
            [Sample.Inline("a", Sample.Document("s3:" + new string('a', first))), Sample.Inline("b", Sample.Document("s3:" + new string('b', second)))]);
        var role = FakeRole.Apply(null, RolePlan.Diff(Sized(9000, 100), null, Declared.Nothing));
        Assert.Equal(
            ["wrote inline policy a", "wrote inline policy b"],
            RolePlan.Diff(Sized(100, 9000), role, Declared.Nothing).Actions.Select(RoleActions.Describe));
        role = FakeRole.Apply(null, RolePlan.Diff(Sized(100, 9000), null, Declared.Nothing));
        Assert.Equal(
            ["wrote inline policy b", "wrote inline policy a"],
            RolePlan.Diff(Sized(9000, 100), role, Declared.Nothing).Actions.Select(RoleActions.Describe));
    }

    [Fact]
    public void A_removal_takes_everything_off_the_role_before_the_role()
    {
        var role = FakeRole.Apply(null, RolePlan.Diff(Desired(Everything), null, Declared.Nothing))!;
        string[] stripped = ["detached arn:aws:iam::111122223333:policy/own", "detached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "deleted inline policy table"];
        Assert.Equal([.. stripped, "deleted"], RolePlan.Remove(role).Actions.Select(RoleActions.Describe));
        Assert.Equal([.. stripped, "left its instance profiles", "deleted"], RolePlan.RemoveWhole(role).Actions.Select(RoleActions.Describe));
        Assert.Null(FakeRole.Apply(role, RolePlan.Remove(role)));
        Assert.Null(FakeRole.Apply(role, RolePlan.RemoveWhole(role)));
    }

    [Fact]
    public void A_removal_gives_a_role_back_the_boundary_that_the_operators_rights_depend_on()
    {
        const string boundary = "arn:aws:iam::111122223333:policy/boundary";
        var role = FakeRole.Apply(null, RolePlan.Diff(Desired(spec => spec.Role!.ManagedPolicies = ["ReadOnlyAccess"]), null, Declared.Nothing))!;
        Assert.Equal(new RoleAction.PutBoundary(boundary), RolePlan.Remove(role, boundary).Actions[0]);
        Assert.Equal(new RoleAction.PutBoundary(boundary), RolePlan.RemoveWhole(role, boundary).Actions[0]);

        var bounded = role with { Definition = role.Definition with { PermissionsBoundary = boundary } };
        Assert.Equal(RolePlan.Remove(bounded).Actions, RolePlan.Remove(bounded, boundary).Actions);
        var bare = FakeRole.Apply(null, RolePlan.Diff(Desired(_ => { }), null, Declared.Nothing))!;
        Assert.Equal(RolePlan.Remove(bare).Actions, RolePlan.Remove(bare, boundary).Actions);
    }

    [Fact]
    public void A_release_takes_the_ownership_tags_off_and_nothing_else()
    {
        var role = FakeRole.Apply(null, RolePlan.Diff(Desired(Everything), null, Declared.Nothing))!;
        var released = FakeRole.Apply(role, RolePlan.Release(role))!;
        Assert.Null(Owner.Of(released.Definition.Tags));
        Assert.Equal("a", released.Definition.Tags["team"]);
        Assert.Empty(RolePlan.Release(released).Actions);
    }

    private static Gen<Action<IrsaBindingSpec>> Specs =>
        from managed in Pick("AmazonS3ReadOnlyAccess", "ReadOnlyAccess", "arn:aws:iam::111122223333:policy/own").HashSet[0, 3]
        from inline in Gen.Select(Pick("a", "b", "c"), Pick("s3:GetObject", "s3:PutObject")).Array[0, 3]
        from tags in Gen.Select(Pick("team", "stage", "owner"), Pick("x", "y")).Array[0, 3]
        from session in Gen.Int[3600, 43200].Nullable()
        from boundary in Pick<string?>(null, "arn:aws:iam::111122223333:policy/boundary")
        from audience in Pick<string?>(null, "sts.amazonaws.com", "other")
        from description in Pick<string?>(null, "", "words")
        select new Action<IrsaBindingSpec>(spec =>
        {
            spec.ServiceAccount!.Audience = audience;
            spec.Role = new RoleSpec
            {
                Description = description,
                MaxSessionDurationSeconds = session,
                PermissionsBoundary = boundary,
                ManagedPolicies = [.. managed],
                InlinePolicies = [.. inline.DistinctBy(policy => policy.Item1).Select(policy => Sample.Inline(policy.Item1, Sample.Document(policy.Item2)))],
                Tags = tags.DistinctBy(tag => tag.Item1).ToDictionary(tag => tag.Item1, tag => tag.Item2, StringComparer.Ordinal),
            };
        });

    private static void Everything(IrsaBindingSpec spec)
    {
        spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess", "arn:aws:iam::111122223333:policy/own"];
        spec.Role.InlinePolicies = [Sample.Inline("table")];
        spec.Role.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" };
    }

    private static RoleDefinition Desired(Action<IrsaBindingSpec>? spec = null) => DesiredRole.From(Sample.View(spec), Sample.Identity, Sample.Options);

    // A policy that is replaced in place both takes and gives; it counts as giving.
    private static bool Gives(RoleAction action) => action is RoleAction.Attach or RoleAction.PutInline or RoleAction.DeleteBoundary;

    private static Gen<T> Pick<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);
}
