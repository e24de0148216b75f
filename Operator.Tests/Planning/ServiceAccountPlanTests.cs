using System.Collections.Immutable;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class ServiceAccountPlanTests
{
    private const string Arn = "arn:aws:iam::111122223333:role/r";

    [Fact]
    public void Only_what_differs_from_the_webhooks_defaults_is_annotated() =>
        Assert.Equal(["eks.amazonaws.com/role-arn", "irsa-operator.io/binding"], ServiceAccountPlan.For(Sample.View(), Arn).Annotations.Keys);

    [Fact]
    public void Every_setting_becomes_its_annotation()
    {
        var plan = ServiceAccountPlan.For(Sample.View(spec =>
        {
            spec.ServiceAccount!.Audience = "other";
            spec.ServiceAccount.TokenExpirationSeconds = 3600;
            spec.ServiceAccount.StsRegionalEndpoints = false;
        }), Arn);
        Assert.Equal(
            [
                KeyValuePair.Create("eks.amazonaws.com/audience", "other"),
                KeyValuePair.Create("eks.amazonaws.com/role-arn", Arn),
                KeyValuePair.Create("eks.amazonaws.com/sts-regional-endpoints", "false"),
                KeyValuePair.Create("eks.amazonaws.com/token-expiration", "3600"),
                KeyValuePair.Create("irsa-operator.io/binding", "app"),
            ],
            plan.Annotations);
    }

    [Fact]
    public void I4_A_service_account_that_says_it_all_needs_no_write()
    {
        var plan = ServiceAccountPlan.For(Sample.View(), Arn);
        Assert.True(plan.IsMet(State(plan.Annotations, plan.Annotations.Keys)));
        Assert.True(plan.IsMet(State(plan.Annotations.Add("other", "x"), plan.Annotations.Keys)));
    }

    [Fact]
    public void A_wiped_or_foreign_annotation_needs_a_write()
    {
        var plan = ServiceAccountPlan.For(Sample.View(), Arn);
        Assert.False(plan.IsMet(null));
        Assert.False(plan.IsMet(State(ImmutableSortedDictionary<string, string>.Empty, [])));
        Assert.False(plan.IsMet(State(plan.Annotations.SetItem("eks.amazonaws.com/role-arn", "arn:aws:iam::111122223333:role/x"), [])));
    }

    [Fact]
    public void An_annotation_of_ours_that_is_no_longer_meant_needs_a_write()
    {
        var plan = ServiceAccountPlan.For(Sample.View(), Arn);
        var annotations = plan.Annotations.Add("eks.amazonaws.com/audience", "old");
        Assert.False(plan.IsMet(State(annotations, annotations.Keys)));
        Assert.True(plan.IsMet(State(annotations, plan.Annotations.Keys)));
    }

    [Fact]
    public void What_was_ours_and_is_not_any_more_is_lost()
    {
        var plan = ServiceAccountPlan.For(Sample.View(spec => spec.ServiceAccount!.TokenExpirationSeconds = 600), Arn);
        var changed = plan.Annotations.SetItem("eks.amazonaws.com/role-arn", "theirs");
        Assert.Equal(["eks.amazonaws.com/role-arn"], plan.Lost(State(changed, ["irsa-operator.io/binding", "eks.amazonaws.com/token-expiration"]), bound: true, met: null));

        // A setting that was added to the spec was never ours.
        Assert.Empty(plan.Lost(State(plan.Annotations.Remove("eks.amazonaws.com/token-expiration"), ["eks.amazonaws.com/role-arn", "irsa-operator.io/binding"]), bound: true, met: null));

        // Wiped altogether: only this process remembers.
        var wiped = State(ImmutableSortedDictionary<string, string>.Empty, []);
        Assert.Empty(plan.Lost(wiped, bound: false, met: null));
        Assert.Equal(plan.Annotations.Keys, plan.Lost(wiped, bound: false, met: plan).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_note_of_what_was_overridden_is_kept_and_is_no_reason_to_write()
    {
        var overridden = Overridden.Nothing.With(ImmutableSortedDictionary<string, string>.Empty.Add("eks.amazonaws.com/role-arn", "theirs \"quoted\""));
        var plan = ServiceAccountPlan.For(Sample.View(), Arn);
        var kept = plan.Keeping(overridden);
        var state = State(kept.Annotations, kept.Annotations.Keys);
        Assert.True(plan.IsMet(state));
        Assert.Equal(overridden.Annotations, Overridden.On(state).Annotations);
        Assert.Equal(overridden.Annotations, Overridden.On(state).StillTaken(state).Annotations);
        Assert.Empty(Overridden.On(state).StillTaken(State(kept.Annotations, ["irsa-operator.io/overridden"])).Annotations);

        // Written by somebody else, or made unreadable: no note.
        Assert.Empty(Overridden.On(State(kept.Annotations, [])).Annotations);
        Assert.Empty(Overridden.On(State(kept.Annotations.SetItem("irsa-operator.io/overridden", "[1"), kept.Annotations.Keys)).Annotations);
    }

    [Theory]
    [InlineData("AROAEXAMPLEID", "arn:aws:iam::111122223333:role/irsa-operator/r")]
    [InlineData("", "arn:aws:iam::111122223333:role/irsa-operator/r")]
    [InlineData("arn:aws:iam::111122223333:role/elsewhere/r", "arn:aws:iam::111122223333:role/elsewhere/r")]
    public void Only_an_ARN_is_ever_written_on_a_service_account(string answer, string expected) => Assert.Equal(
        expected,
        RoleArn.Of(new ObservedRole(new RoleDefinition { Name = "r", Path = "/irsa-operator/", Trust = null }, answer, "AROAEXAMPLEID", null), Sample.Identity));

    private static ServiceAccountState State(ImmutableSortedDictionary<string, string> annotations, IEnumerable<string> ours) =>
        new("uid", "1", annotations.ToImmutableDictionary(), [.. ours], OwnerUid: null);
}
