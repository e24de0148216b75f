using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>What becomes of a binding when a call on its way fails, or does not show yet what an earlier one did.</summary>
public sealed class FailedCallTests
{
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(AwsErrorKind.Throttled), nameof(OutcomeKind.Failed), Reasons.Throttled)]
    [InlineData(nameof(AwsErrorKind.Denied), nameof(OutcomeKind.Failed), Reasons.AccessDenied)]
    [InlineData(nameof(AwsErrorKind.Rejected), nameof(OutcomeKind.Stalled), Reasons.Rejected)]
    [InlineData(nameof(AwsErrorKind.LimitExceeded), nameof(OutcomeKind.Failed), Reasons.LimitExceeded)]
    [InlineData(nameof(AwsErrorKind.Unavailable), nameof(OutcomeKind.Failed), Reasons.AwsError)]
    public async Task I8_Every_failure_is_a_condition(string kind, string outcome, string reason)
    {
        _world.Before = call =>
        {
            if (call.StartsWith("create sel", StringComparison.Ordinal))
                throw new AwsException(Enum.Parse<AwsErrorKind>(kind), "CreateRole", "Code", "words");
        };
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal((outcome, reason, Step.Role), (report.Outcome.Kind.ToString(), report.Outcome.Reason, report.Outcome.Step));
        Assert.Contains("CreateRole failed with Code: words", report.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_IAM_does_not_show_yet_is_waited_for()
    {
        _world.Settling = true;
        _world.Before = call =>
        {
            if (call.StartsWith("wrote", StringComparison.Ordinal))
                throw new AwsException(AwsErrorKind.NotFound, "PutRolePolicy", "NoSuchEntity", "no such role");
        };
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal((OutcomeKind.Waiting, Reasons.Propagating), (report.Outcome.Kind, report.Outcome.Reason));
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_is_not_mistaken_for_a_role_that_settles()
    {
        _world.Settling = true;
        _world.Before = call =>
        {
            if (call.StartsWith("attached", StringComparison.Ordinal))
                throw new AwsException(AwsErrorKind.NotFound, "AttachRolePolicy", "NoSuchEntity", "Policy x does not exist or is not attachable.");
        };
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.Rejected), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Contains("Policy x does not exist", report.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_becomes_visible_between_a_policys_attachment_and_the_look_at_it_is_no_missing_policy()
    {
        _world.Settling = true;
        _world.Before = call =>
        {
            if (!call.StartsWith("attached", StringComparison.Ordinal))
                return;
            _world.Before = null;
            throw new AwsException(AwsErrorKind.NotFound, "AttachRolePolicy", "NoSuchEntity", "The role with name x cannot be found.");
        };
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(ArticleBinding.Create(), Cancel)).Outcome.Kind);
    }

    [Fact]
    public async Task I2_A_role_that_somebody_else_made_under_the_name_since_we_looked_is_not_changed()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        var theirs = FakeRole.Created(new RoleDefinition { Name = "sel-eks-oic-dev-sa", Path = "/", Trust = null });
        _world.Roles["sel-eks-oic-dev-sa"] = theirs;
        binding.Spec.Role!.Description = "words";

        var report = await _world.ReconcileAsync(binding, Cancel);

        Assert.Equal(Reasons.RoleNotOwned, report.Outcome.Reason);
        Assert.Same(theirs, _world.Roles["sel-eks-oic-dev-sa"]);
    }

    [Fact]
    public async Task A_role_that_vanished_in_the_middle_is_made_again_instead_of_blaming_the_policy()
    {
        var binding = ArticleBinding.Create();
        _world.After = call =>
        {
            if (!call.StartsWith("create sel", StringComparison.Ordinal))
                return;
            _world.After = null;
            _world.Roles.Clear();
            _world.Before = next =>
            {
                if (next.StartsWith("attached", StringComparison.Ordinal))
                    throw new AwsException(AwsErrorKind.NotFound, "AttachRolePolicy", "NoSuchEntity", "no such role");
            };
        };
        Assert.Equal(OutcomeKind.Failed, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);

        _world.Before = null;
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.NotEmpty(_world.Roles.Values.Single().Definition.ManagedPolicies);
    }

    [Fact]
    public async Task A_role_that_is_half_made_is_known_to_the_status()
    {
        var binding = ArticleBinding.Create();
        _world.Before = call =>
        {
            if (call.StartsWith("wrote", StringComparison.Ordinal))
                throw new AwsException(AwsErrorKind.Unavailable, "PutRolePolicy", "ServiceFailure", "words");
        };
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal("AROAEXAMPLE", binding.Status.Role!.Id);
        Assert.Empty(_world.ServiceAccounts);

        _world.Before = null;
        _world.Calls.Clear();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.Equal(["wrote inline policy table", "create service account"], _world.Writes);
    }

    [Fact]
    public async Task A_tag_key_is_remembered_until_it_is_really_gone()
    {
        var binding = Sample.Binding(spec: spec => spec.Role!.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" });
        _world.AddServiceAccount("dev", "app");
        await _world.ReconcileAsync(binding, Cancel);
        binding.Spec.Role!.Tags = null;
        _world.Before = call =>
        {
            if (call.StartsWith("without tags", StringComparison.Ordinal))
                throw new AwsException(AwsErrorKind.Unavailable, "UntagRole", "ServiceFailure", "words");
        };
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal(["team"], binding.Status.Role!.TagKeys!);

        _world.Before = null;
        await _world.ReconcileAsync(binding, Cancel);
        Assert.DoesNotContain("team", _world.Roles.Values.Single().Definition.Tags.Keys);
        Assert.Null(binding.Status.Role!.TagKeys);
    }
}
