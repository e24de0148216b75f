using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>Bindings to roles that somebody else manages.</summary>
public sealed class ExistingRoleTests
{
    private const string Arn = "arn:aws:iam::111122223333:role/teams/shared";

    private readonly World _world = new();

    public ExistingRoleTests() => _world.AddServiceAccount("dev", "app");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_that_admits_the_service_account_is_annotated_and_never_written()
    {
        Role(Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com").Document());
        var binding = Binding(Arn);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.Equal(["apply 2 annotations"], _world.Writes);
        Assert.Equal(Arn, _world.ServiceAccounts[("dev", "app")].Annotations["eks.amazonaws.com/role-arn"]);
        Assert.Equal((Arn, "shared"), (binding.Status.Role!.Arn, binding.Status.Role.Name));
        Assert.Null(binding.Status.Policies);

        _world.Calls.Clear();
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Equal(["apply 0 annotations"], _world.Writes);
        Assert.Single(_world.Roles);
    }

    [Fact]
    public async Task A_trust_policy_that_does_not_admit_is_explained_before_anything_is_annotated()
    {
        Role(Trust.For(Sample.Identity, "prod", "app", "sts.amazonaws.com").Document());
        var binding = Binding(Arn);
        var report = await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.TrustDoesNotAdmit, Step.Role), (report.Outcome.Kind, report.Outcome.Reason, report.Outcome.Step));
        Assert.Contains("system:serviceaccount:prod:app", report.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Writes);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/gone")]
    [InlineData("arn:aws:iam::111122223333:role/other-path/shared")]
    public async Task A_role_that_does_not_exist_is_named(string arn)
    {
        Role(Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com").Document());
        var report = await _world.ReconcileAsync(Binding(arn), Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.RoleMissing), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Contains(arn, report.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_another_account_is_annotated_and_said_to_be_unchecked()
    {
        const string Other = "arn:aws:iam::999988887777:role/theirs";
        var binding = Binding(Other);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.Equal(["?caller", "?issuer", "?service account", "apply 2 annotations", "?pods"], _world.Calls);
        var role = binding.Status.Conditions!.Single(condition => condition.Type == ConditionTypes.RoleReady);
        Assert.Equal(("Unknown", Reasons.OtherAccount), (role.Status, role.Reason));
        Assert.Contains("999988887777", role.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_ours_is_not_orphaned_by_naming_another()
    {
        var binding = Sample.Binding();
        await _world.ReconcileAsync(binding, Cancel);
        binding.Spec.Role = null;
        binding.Spec.RoleArn = Arn;
        var report = await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal(Reasons.ImmutableField, report.Outcome.Reason);
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
    }

    [Fact]
    public async Task A_role_that_did_not_admit_is_looked_at_anew_each_time()
    {
        Role(Trust.For(Sample.Identity, "prod", "app", "sts.amazonaws.com").Document());
        var binding = Binding(Arn);
        await _world.ReconcileAsync(binding, Cancel);
        Role(Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com").Document());
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
    }

    private static IrsaBinding Binding(string arn) => Sample.Binding(spec: spec =>
    {
        spec.Role = null;
        spec.RoleArn = arn;
    });

    private void Role(PolicyDocument trust) => _world.Roles["shared"] =
        FakeRole.Created(new RoleDefinition { Name = "shared", Path = "/teams/", Trust = trust });
}
