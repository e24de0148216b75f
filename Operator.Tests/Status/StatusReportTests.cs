using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Status;

public sealed class StatusReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, 500, TimeSpan.Zero);

    private static readonly Outcome[] Outcomes =
    [
        Outcome.Ready("Done."),
        Outcome.Waiting(Step.ServiceAccount, Reasons.ServiceAccountMissing, "Missing."),
        Outcome.Stalled(Step.IdentityProvider, Reasons.ProviderMissing, "No provider."),
        Outcome.Failed(Step.Role, Reasons.Throttled, "Slow down."),
    ];

    public static TheoryData<int> Indexes => [0, 1, 2, 3];

    [Theory]
    [InlineData(0, "Ready=True IdentityProviderReady=True RoleReady=True ServiceAccountReady=True PodsCurrent=Unknown")]
    [InlineData(1, "Ready=False IdentityProviderReady=True RoleReady=True ServiceAccountReady=Unknown PodsCurrent=Unknown Reconciling=True")]
    [InlineData(2, "Ready=False IdentityProviderReady=False RoleReady=Unknown ServiceAccountReady=Unknown PodsCurrent=Unknown Stalled=True")]
    [InlineData(3, "Ready=False IdentityProviderReady=True RoleReady=False ServiceAccountReady=Unknown PodsCurrent=Unknown Reconciling=True")]
    public void Each_outcome_has_its_conditions(int outcome, string expected) =>
        Assert.Equal(expected, string.Join(' ', From(Sample.Binding(), Outcomes[outcome]).Conditions!.Select(c => $"{c.Type}={c.Status}")));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Reconciling_and_Stalled_are_never_both_true(int outcome)
    {
        var types = From(Sample.Binding(), Outcomes[outcome]).Conditions!.Select(c => c.Type).ToList();
        Assert.False(types.Contains(ConditionTypes.Reconciling) && types.Contains(ConditionTypes.Stalled));
        Assert.Equal(types.Count, types.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void I4_The_same_outcome_again_is_the_same_status(int outcome)
    {
        var binding = Sample.Binding();
        binding.Status = From(binding, Outcomes[outcome]);
        Assert.True(StatusEquality.Same(binding.Status, StatusReport.From(binding, Outcomes[outcome], new Findings(), Noon.AddHours(1))));
    }

    [Fact]
    public void The_transition_time_moves_with_the_status_only()
    {
        var wholeSecond = Noon.UtcDateTime.AddMilliseconds(-500);
        var binding = Sample.Binding();
        binding.Status = From(binding, Outcomes[3]);
        var later = StatusReport.From(binding, Outcomes[2], new Findings(), Noon.AddHours(1));
        Assert.Equal(wholeSecond, Condition(later, ConditionTypes.Ready).LastTransitionTime);
        Assert.Equal(Reasons.ProviderMissing, Condition(later, ConditionTypes.Ready).Reason);
        Assert.Equal(wholeSecond.AddHours(1), Condition(later, ConditionTypes.IdentityProviderReady).LastTransitionTime);
    }

    [Fact]
    public void A_failure_keeps_what_was_known_of_the_role()
    {
        var binding = Sample.Binding();
        var desired = DesiredRole.From(Sample.View(spec => spec.Role!.InlinePolicies = [Sample.Inline("a")]), Sample.Identity, Sample.Options);
        var findings = new Findings { ServiceAccount = "app", Role = FakeRole.Created(desired), Declared = Declared.Nothing with { TagKeys = ["b", "a"] } };
        binding.Status = StatusReport.From(binding, Outcomes[0], findings, Noon);
        Assert.Equal(["a", "b"], binding.Status.Role!.TagKeys!);

        var after = StatusReport.From(binding, Outcomes[3], new Findings(), Noon);

        Assert.Equal(desired.Name, after.Role!.Name);
        Assert.Equal("AROAEXAMPLE", after.Role.Id);
        Assert.Equal("app", after.ServiceAccount);
    }

    [Fact]
    public void A_quarantine_is_said_while_it_lasts()
    {
        var status = StatusReport.From(Sample.Binding(), Outcomes[0], new Findings { Remarks = [new Remark(ConditionTypes.Quarantined, true, Reasons.DenyPolicyAttached, "AWSRevokeOlderSessions")] }, Noon);
        Assert.Contains("AWSRevokeOlderSessions", Condition(status, ConditionTypes.Quarantined).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(From(Sample.Binding(), Outcomes[0]).Conditions!, c => c.Type == ConditionTypes.Quarantined);
    }

    [Fact]
    public void A_pause_keeps_the_last_Ready_and_is_said_beside_it()
    {
        var binding = Sample.Binding();
        binding.Status = From(binding, Outcomes[0]);
        binding.Metadata.Generation = 2;
        var paused = StatusReport.Suspended(binding, "Paused.", Noon);
        Assert.Equal("True", Condition(paused, ConditionTypes.Ready).Status);
        Assert.Equal(1, Condition(paused, ConditionTypes.Ready).ObservedGeneration);
        Assert.Equal("True", Condition(paused, ConditionTypes.Suspended).Status);
        Assert.Equal(2, paused.ObservedGeneration);

        binding.Status = paused;
        Assert.True(StatusEquality.Same(paused, StatusReport.Suspended(binding, "Paused.", Noon.AddHours(1))));
        Assert.DoesNotContain(From(binding, Outcomes[0]).Conditions!, c => c.Type == ConditionTypes.Suspended);
    }

    private static IrsaBindingStatus From(IrsaBinding binding, Outcome outcome) => StatusReport.From(binding, outcome, new Findings(), Noon);

    private static BindingCondition Condition(IrsaBindingStatus status, string type) => Assert.Single(status.Conditions!, c => c.Type == type);
}
