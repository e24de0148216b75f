using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class BindingReconcilerTests
{
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_binding_costs_its_writes_and_reads_neither_role_nor_service_account()
    {
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);

        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        Assert.Equal(
            ["?caller", "?issuer", "?provider", "create sel-eks-oic-dev-sa", "attached arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
                "wrote inline policy table", "create service account"],
            _world.Calls);
    }

    [Fact]
    public async Task A_service_account_that_is_there_though_the_binding_is_new_is_read_and_annotated()
    {
        var binding = ArticleBinding.Create();
        _world.AddServiceAccount(binding.Metadata.NamespaceProperty, binding.Metadata.Name);

        var report = await _world.ReconcileAsync(binding, Cancel);

        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        Assert.Equal(["create service account", "?service account", "apply 2 annotations"], _world.Calls.Where(call => call.Contains("service account", StringComparison.Ordinal) || call.StartsWith("apply", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task I2_A_service_account_that_somebody_makes_between_our_read_and_our_write_is_left_and_read_again()
    {
        var binding = ArticleBinding.Create();
        await _world.ReconcileAsync(binding, Cancel);
        _world.ServiceAccounts.Remove((binding.Metadata.NamespaceProperty, binding.Metadata.Name));
        _world.After = call =>
        {
            if (call == "?service account")
                _world.AddServiceAccount(binding.Metadata.NamespaceProperty, binding.Metadata.Name);
        };

        var report = await _world.ReconcileAsync(binding, Cancel);

        Assert.Equal((OutcomeKind.Waiting, Reasons.ServiceAccountMissing), (report.Outcome.Kind, report.Outcome.Reason));
        _world.After = null;
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.Null(_world.ServiceAccounts[(binding.Metadata.NamespaceProperty, binding.Metadata.Name)].OwnerUid);
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
        Assert.True(StatusEquality.Same(status, binding.Status));
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
}
