using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>Whose a role is, and how it changes hands.</summary>
public sealed class OwnershipTests
{
    private const string Name = "sel-eks-oic-dev-sa";

    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The writes that had an effect: CreateRole is tried first, and finds the role there.</summary>
    private IEnumerable<string> Writes => _world.Writes.Where(call => call != $"create {Name}");

    [Fact]
    public async Task What_an_adoption_would_change_is_said_before_it_is_consented_to()
    {
        Unmarked();
        var report = await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.RoleNotOwned), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.All(
            ["role.adopt", "trust policy", "detached arn:aws:iam::aws:policy/AdministratorAccess", "wrote inline policy table"],
            words => Assert.Contains(words, report.Outcome.Message, StringComparison.Ordinal));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task An_adopted_role_is_marked_first_and_then_made_as_declared()
    {
        Unmarked();
        var report = await _world.ReconcileAsync(Adopting(), Cancel);
        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        Assert.StartsWith("tags irsa-operator.io/cluster", Writes.First(), StringComparison.Ordinal);
        Assert.Contains(_world.Events, e => e.StartsWith("RoleAdopted", StringComparison.Ordinal));
        var role = _world.Roles[Name].Definition;
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], role.ManagedPolicies);
        Assert.Equal("keep", role.Tags["department"]);
    }

    [Fact]
    public async Task An_adopted_role_that_was_made_in_another_letter_case_stays_adopted()
    {
        Unmarked();
        var binding = Adopting();
        binding.Spec.Role!.Name = Name.ToUpperInvariant();
        await _world.ReconcileAsync(binding, Cancel);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
        Assert.Equal(Name, Assert.Single(_world.Roles.Values).Definition.Name);
    }

    [Fact]
    public async Task A_role_that_was_in_the_way_and_is_gone_is_so_no_longer()
    {
        Unmarked();
        Assert.Equal(Reasons.RoleNotOwned, (await _world.ReconcileAsync(ArticleBinding.Create(), Cancel)).Outcome.Reason);
        _world.Roles.Clear();
        _world.Time.Advance(_world.Options.AuditInterval);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(ArticleBinding.Create(), Cancel)).Outcome.Kind);
    }

    [Fact]
    public async Task I5_An_adoption_that_was_killed_at_any_call_is_completed()
    {
        Unmarked();
        await _world.ReconcileAsync(Adopting(), Cancel);
        var (picture, calls) = (_world.Picture(), _world.Writes.Count());
        for (var killed = 0; killed < calls; killed++)
        {
            var world = new World();
            Unmarked(world);
            var (binding, seen, at) = (Adopting(), 0, killed);
            world.After = call =>
            {
                if (!call.StartsWith('?') && seen++ == at)
                    throw new OperationCanceledException();
            };
            await world.ReconcileAsync(binding, Cancel);
            world.After = null;
            binding.Status = new IrsaBindingStatus();
            world.Restart();
            Assert.Equal(OutcomeKind.Ready, (await world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
            Assert.Equal(picture, world.Picture());
        }
    }

    [Theory]
    [InlineData("/aws-service-role/eks.amazonaws.com/")]
    [InlineData("/aws-reserved/sso.amazonaws.com/")]
    public async Task AWSs_own_roles_are_never_taken_over(string path)
    {
        _world.Roles[Name] = FakeRole.Created(new RoleDefinition { Name = Name, Path = path, Trust = null });
        var report = await _world.ReconcileAsync(Adopting(), Cancel);
        Assert.Equal(Reasons.RoleNotOwned, report.Outcome.Reason);
        Assert.Contains(path, report.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task I2_Consent_does_not_extend_to_a_role_that_another_binding_has()
    {
        _world.Roles[Name] = FakeRole.Created(DesiredRole.From(new BindingView(Sample.Binding("prod", "theirs", ArticleBinding.Fill)), Sample.Identity, Sample.Options));
        var report = await _world.ReconcileAsync(Adopting(), Cancel);
        Assert.Equal(Reasons.RoleNotOwned, report.Outcome.Reason);
        Assert.Contains("prod/theirs", report.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task A_binding_restored_from_a_backup_gets_its_role_back()
    {
        await _world.ReconcileAsync(ArticleBinding.Create(), Cancel);
        _world.Restart();
        _world.Calls.Clear();
        _world.Bindings.Clear();
        var restored = ArticleBinding.Create();
        restored.Metadata.Uid = "another";
        var report = await _world.ReconcileAsync(restored, Cancel);
        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        Assert.Equal("another", _world.Roles[Name].Definition.Tags["irsa-operator.io/uid"]);
        Assert.Equal("tags irsa-operator.io/uid", Writes.First());
        Assert.Contains(_world.Events, e => e.StartsWith("RoleAdopted", StringComparison.Ordinal));
        Assert.Null(restored.Status.LastDrift);
    }

    [Fact]
    public async Task Of_two_bindings_for_one_role_the_younger_names_the_winner_and_takes_over_when_it_goes()
    {
        var older = ArticleBinding.Create();
        var younger = Sample.Binding("prod", "younger", spec => spec.Role!.Name = Name.ToUpperInvariant());
        younger.Metadata.CreationTimestamp = older.Metadata.CreationTimestamp!.Value.AddSeconds(1);
        _world.AddServiceAccount("prod", "younger");
        _world.Bindings.AddRange([younger, older]);

        var lost = await _world.ReconcileAsync(younger, Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.Conflict, Step.Role), (lost.Outcome.Kind, lost.Outcome.Reason, lost.Outcome.Step));
        Assert.Contains("dev/sel-eks-sa", lost.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
        await _world.ReconcileAsync(older, Cancel);
        var picture = _world.Picture();
        Assert.Null(await _world.RemoveAsync(younger, Cancel));
        Assert.Equal(picture, _world.Picture());

        Assert.Null(await _world.RemoveAsync(older, Cancel));
        _world.Bindings.Remove(older);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(younger, Cancel)).Outcome.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suspended_binding_keeps_its_place_whether_or_not_the_process_was_there_when_it_was_made(bool restarted)
    {
        await _world.ReconcileAsync(Sample.Binding("other", "first"), Cancel);
        var suspended = ArticleBinding.Create();
        suspended.Spec.Suspend = true;
        var younger = Sample.Binding("prod", "younger", spec => spec.Role!.Name = Name);
        younger.Metadata.CreationTimestamp = suspended.Metadata.CreationTimestamp!.Value.AddSeconds(1);
        await _world.SuspendAsync(suspended, Cancel);
        if (restarted)
            _world.Restart();

        var lost = await _world.ReconcileAsync(younger, Cancel);

        Assert.Equal((OutcomeKind.Stalled, Reasons.Conflict), (lost.Outcome.Kind, lost.Outcome.Reason));
        Assert.Contains("dev/sel-eks-sa", lost.Outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, _world.Roles.Keys);
    }

    [Fact]
    public async Task A_suspended_binding_that_would_not_be_carried_out_has_no_place()
    {
        _world.AddServiceAccount("prod", "younger");
        await _world.ReconcileAsync(Sample.Binding("other", "first"), Cancel);
        var suspended = ArticleBinding.Create();
        (suspended.Spec.Suspend, suspended.Spec.ServiceAccount!.Audience) = (true, "${aws:username}");
        var younger = Sample.Binding("prod", "younger", spec => spec.Role!.Name = Name);
        younger.Metadata.CreationTimestamp = suspended.Metadata.CreationTimestamp!.Value.AddSeconds(1);
        await _world.SuspendAsync(suspended, Cancel);

        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(younger, Cancel)).Outcome.Kind);
        Assert.Equal(2, _world.Roles.Count);
    }

    private static IrsaBinding Adopting()
    {
        var binding = ArticleBinding.Create();
        binding.Spec.Role!.Adopt = true;
        return binding;
    }

    private void Unmarked() => Unmarked(_world);

    private static void Unmarked(World world) => world.Roles[Name] = FakeRole.Created(new RoleDefinition { Name = Name, Path = "/", Trust = null }) with
    {
        Definition = new RoleDefinition
        {
            Name = Name,
            Path = "/",
            Trust = null,
            Tags = RoleDefinition.NoTags.Add("department", "keep"),
            ManagedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"],
        },
    };
}
