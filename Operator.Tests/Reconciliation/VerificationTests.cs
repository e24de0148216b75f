using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using k8s.Autorest;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>Limits before the first write, warnings beside the outcome, and the proof at the end.</summary>
public sealed class VerificationTests
{
    private readonly World _world = new();
    private readonly IrsaBinding _binding = ArticleBinding.Create();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_beyond_a_limit_is_refused_before_the_first_write()
    {
        _world.Limits = new RoleLimits(AreKnown: true) { ManagedPolicies = 1 };
        _binding.Spec.Role!.ManagedPolicies = ["A", "B", "C"];
        var report = await _world.ReconcileAsync(_binding, Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.LimitExceeded, Step.Role), (report.Outcome.Kind, report.Outcome.Reason, report.Outcome.Step));
        Assert.Contains("3 policies, 2 more than", report.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Writes);
    }

    [Fact]
    public async Task A_pod_identity_association_is_a_warning_and_stops_nothing()
    {
        _world.Options = _world.Options with { ClusterName = "prod" };
        _world.PodIdentities[("dev", "sel-eks-sa")] = "a-123";
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        var condition = _binding.Status.Conditions!.Single(c => c.Type == ConditionTypes.PodIdentityAssociated);
        Assert.Equal("True", condition.Status);
        Assert.Contains("a-123", condition.Message, StringComparison.Ordinal);

        _world.PodIdentities.Clear();
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.DoesNotContain(_binding.Status.Conditions!, c => c.Type == ConditionTypes.PodIdentityAssociated);
    }

    [Fact]
    public async Task Nothing_is_exchanged_unless_it_is_asked_for()
    {
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.DoesNotContain(_world.Calls, call => call.StartsWith("?token", StringComparison.Ordinal));
        Assert.DoesNotContain(_binding.Status.Conditions!, c => c.Type == ConditionTypes.CredentialsVerified);
    }

    [Fact]
    public async Task An_exchange_that_works_is_told_and_not_repeated_until_something_changes()
    {
        Verifying();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal("True", Verified!.Status);
        Assert.Contains("?exchange token of dev/sel-eks-sa for sts.amazonaws.com", _world.Calls);

        _world.Calls.Clear();
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.DoesNotContain(_world.Calls, call => call.StartsWith("?token", StringComparison.Ordinal));
        Assert.Equal("True", Verified!.Status);

        _binding.Spec.Role!.Description = "changed";
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.Contains("?token", _world.Calls);
        _world.Calls.Clear();
        _world.Time.Advance(_world.Options.AuditInterval);
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.Contains("?token", _world.Calls);
    }

    [Fact]
    public async Task An_exchange_that_STS_refuses_is_told_in_its_own_words()
    {
        Verifying();
        Refuse(new AwsException(AwsErrorKind.Denied, "AssumeRoleWithWebIdentity", "InvalidIdentityToken", "No OpenIDConnect provider found"));
        var report = await _world.ReconcileAsync(_binding, Cancel);
        Assert.Equal((OutcomeKind.Failed, Reasons.TokenExchangeFailed, Step.Credentials), (report.Outcome.Kind, report.Outcome.Reason, report.Outcome.Step));
        Assert.Equal("False", Verified!.Status);
        Assert.Contains("No OpenIDConnect provider found", Verified.Message, StringComparison.Ordinal);
        Assert.Equal("True", _binding.Status.Conditions!.Single(c => c.Type == ConditionTypes.ServiceAccountReady).Status);
    }

    [Fact]
    public async Task A_role_that_settles_is_waited_for()
    {
        Verifying();
        _world.Settling = true;
        Refuse(new AwsException(AwsErrorKind.Denied, "AssumeRoleWithWebIdentity", "AccessDenied", "Not authorized"));
        var report = await _world.ReconcileAsync(_binding, Cancel);
        Assert.Equal((OutcomeKind.Waiting, Reasons.Propagating), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Equal("Unknown", Verified!.Status);
    }

    [Fact]
    public async Task Without_the_right_to_create_tokens_the_sentence_names_the_overlay()
    {
        Verifying();
        Refuse(new HttpOperationException("forbidden") { Response = new HttpResponseMessageWrapper(new HttpResponseMessage(HttpStatusCode.Forbidden), "") }, "?token");
        var report = await _world.ReconcileAsync(_binding, Cancel);
        Assert.Equal(Reasons.TokenExchangeFailed, report.Outcome.Reason);
        Assert.Contains("config/verify", report.Outcome.Message, StringComparison.Ordinal);
    }

    private BindingCondition? Verified => _binding.Status.Conditions!.FirstOrDefault(c => c.Type == ConditionTypes.CredentialsVerified);

    private void Verifying()
    {
        _world.Options = _world.Options with { VerifyTokenExchange = true };
        _world.Restart();
    }

    private void Refuse(Exception error, string call = "?exchange") => _world.Before = seen =>
    {
        if (seen.StartsWith(call, StringComparison.Ordinal))
            throw error;
    };
}
