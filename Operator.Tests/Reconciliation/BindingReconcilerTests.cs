using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class BindingReconcilerTests
{
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_binding_costs_its_writes_and_no_read_of_the_role()
    {
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);

        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        Assert.Equal(
            ["?caller", "?issuer", "?provider", "create sel-eks-oic-dev-sa", "attached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
                "wrote inline policy table", "?service account", "create service account"],
            _world.Calls);
    }

    [Fact]
    public async Task I3_The_service_account_is_told_only_after_the_role_is_whole()
    {
        await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal("create service account", _world.Writes.Last());
    }

    [Fact]
    public async Task I4_The_second_run_writes_nothing()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.Calls.Clear();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Empty(_world.Writes);
        Assert.DoesNotContain(_world.Calls, call => call.StartsWith("?role", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I4_A_restart_writes_nothing()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        var status = binding.Status;
        _world.Restart();
        _world.Calls.Clear();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Empty(_world.Writes);
        Assert.True(StatusReport.Same(status, binding.Status));
    }

    [Fact]
    public async Task I2_A_role_of_somebody_else_is_left_alone_and_its_owner_is_named()
    {
        var theirs = FakeRole.Created(DesiredRole.From(new BindingView(Sample.Binding("prod", "theirs", ArticleBinding.Fill)), Sample.Identity, Sample.Options));
        _world.Roles["sel-eks-oic-dev-sa"] = theirs;

        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);

        Assert.Equal(Reasons.RoleNotOwned, report.Outcome.Reason);
        Assert.Equal(OutcomeKind.Stalled, report.Outcome.Kind);
        Assert.Contains("prod/theirs", report.Outcome.Message, StringComparison.Ordinal);
        Assert.Same(theirs, _world.Roles["sel-eks-oic-dev-sa"]);
    }

    [Fact]
    public async Task I2_A_role_without_tags_is_left_alone()
    {
        var nobodys = FakeRole.Created(new RoleDefinition { Name = "sel-eks-oic-dev-sa", Path = "/", Trust = null });
        _world.Roles["sel-eks-oic-dev-sa"] = nobodys;
        Assert.Equal(Reasons.RoleNotOwned, (await _world.ReconcileAsync(ArticleBinding.Create(), Cancel)).Outcome.Reason);
        Assert.Same(nobodys, _world.Roles["sel-eks-oic-dev-sa"]);
        Assert.Empty(_world.ServiceAccounts);
    }

    [Fact]
    public async Task A_missing_service_account_is_waited_for()
    {
        var binding = Sample.Binding();
        var report = await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal((OutcomeKind.Waiting, Reasons.ServiceAccountMissing), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Single(_world.Roles);

        _world.AddServiceAccount("dev", "app");
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.Equal(_world.Roles.Values.Single().Arn, _world.ServiceAccounts[("dev", "app")].Annotations["eks.amazonaws.com/role-arn"]);
    }

    [Fact]
    public async Task A_missing_provider_is_named_before_anything_is_made()
    {
        _world.Providers.Clear();
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal(Reasons.ProviderMissing, report.Outcome.Reason);
        Assert.Contains(Sample.Identity.ProviderArn, report.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Writes);
    }

    [Fact]
    public async Task A_provider_that_is_ours_to_manage_is_made_and_completed()
    {
        _world.Providers.Clear();
        _world.Options = _world.Options with { ManageOidcProvider = true };
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(ArticleBinding.Create(), Cancel)).Outcome.Kind);

        var other = Sample.Binding(name: "other", spec: spec =>
        {
            spec.ServiceAccount!.Audience = "other";
            spec.ServiceAccount.Create = true;
        });
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(other, Cancel)).Outcome.Kind);
        Assert.Equal(["other", "sts.amazonaws.com"], _world.Providers[Sample.Identity.ProviderArn].Order());
    }

    [Fact]
    public async Task An_audience_that_the_provider_does_not_accept_is_named()
    {
        var binding = Sample.Binding(spec: spec => spec.ServiceAccount!.Audience = "other");
        var report = await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal(Reasons.AudienceMissing, report.Outcome.Reason);
        Assert.Contains("other", report.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_issuers_that_differ_stop_every_binding()
    {
        _world.Options = _world.Options with { ClusterName = "prod" };
        _world.ClusterIssuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/FFFF";
        _world.Restart();
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.IssuerMismatch), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Contains("prod", report.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Writes);
    }

    [Fact]
    public async Task An_invalid_spec_costs_no_call()
    {
        var report = await _world.ReconcileAsync(Sample.Binding(spec: spec => spec.Role!.Name = "no/slash"), Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.InvalidSpec), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Empty(_world.Calls);
    }

    [Fact]
    public async Task A_role_name_that_changes_orphans_nothing()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        binding.Spec.Role!.Name = "another";
        var report = await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal(Reasons.ImmutableField, report.Outcome.Reason);
        Assert.Equal(["sel-eks-oic-dev-sa"], _world.Roles.Keys);
        Assert.Null(await _world.RemoveAsync(binding, Cancel));
        Assert.Empty(_world.Roles);
    }

    [Fact]
    public async Task Of_two_bindings_for_one_service_account_the_older_wins_and_is_named()
    {
        var older = ArticleBinding.Create();
        var younger = Sample.Binding(name: "younger", spec: spec => spec.ServiceAccount!.Name = "sel-eks-sa");
        younger.Metadata.CreationTimestamp = older.Metadata.CreationTimestamp!.Value.AddSeconds(1);
        await _world.ReconcileAsync(older, Cancel);

        var report = await _world.ReconcileAsync(younger, Cancel);

        Assert.Equal((OutcomeKind.Stalled, Reasons.Conflict), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Contains("sel-eks-sa", report.Outcome.Message, StringComparison.Ordinal);
        var picture = _world.Picture();
        Assert.Null(await _world.RemoveAsync(younger, Cancel));
        Assert.Equal(picture, _world.Picture());
    }

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
