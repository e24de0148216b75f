using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>What becomes of changes that somebody else makes to a role.</summary>
public sealed class DriftTests
{
    private const string Name = "sel-eks-oic-dev-sa";
    private const string Backdoor = "arn:aws:iam::111122223333:policy/backdoor";

    private readonly World _world = new();
    private readonly IrsaBinding _binding = ArticleBinding.Create();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Changes => new()
    {
        { "trust", "trust policy was changed" },
        { "inline-changed", "inline policy table was changed" },
        { "inline-deleted", "inline policy table was deleted" },
        { "inline-added", "inline policy extra was added" },
        { "attached", $"managed policy {Backdoor} was attached" },
        { "detached", "managed policy arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess was detached" },
        { "boundary", $"permissions boundary {Backdoor} was added" },
        { "duration", "session duration was changed to 43200 s" },
        { "description", "description was changed" },
        { "tag", "tag team was changed" },
        { "tag-removed", "tag team was removed" },
        { "deleted", $"role {Name} (AROAEXAMPLE) was deleted" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_behind_our_back_is_found_said_and_repaired(string change, string words)
    {
        await ReadyAsync();
        var picture = _world.Picture();
        Tamper(change);
        _world.Restart();

        var report = await _world.ReconcileAsync(_binding, Cancel);

        Assert.Equal(OutcomeKind.Ready, report.Outcome.Kind);
        Assert.Equal(picture, _world.Picture());
        Assert.Equal([words], _binding.Status.LastDrift!.Changes!);
        Assert.Contains(_world.Events, e => e.StartsWith("DriftFound", StringComparison.Ordinal) && e.Contains(words, StringComparison.Ordinal));
        Assert.Equal(change == "deleted", _world.Events.Exists(e => e.StartsWith("RoleRecreated", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task I5_A_crash_between_repair_and_status_does_not_lose_what_drifted()
    {
        await ReadyAsync();
        Tamper("attached");
        _world.Restart();
        _world.Calls.Clear();

        await _world.ReconcileAsync(_binding, Cancel);

        var (status, changes) = Assert.Single(_world.EarlyStatuses);
        Assert.Equal(0, changes);
        Assert.Equal([$"managed policy {Backdoor} was attached"], status.LastDrift!.Changes!);
        Assert.Equal("True", status.Conditions!.Single(condition => condition.Type == ConditionTypes.Ready).Status);
        Assert.NotEmpty(_world.Writes);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task With_report_a_change_is_said_once_and_left(string change, string words)
    {
        await ReadyAsync();
        Tamper(change);
        var picture = _world.Picture();
        _world.Options = _world.Options with { RepairDrift = false };
        for (var run = 0; run < 2; run++)
        {
            _world.Restart();
            var report = await _world.ReconcileAsync(_binding, Cancel);
            Assert.Equal((OutcomeKind.Stalled, Reasons.Drifted, Step.Role), (report.Outcome.Kind, report.Outcome.Reason, report.Outcome.Step));
            Assert.Contains(words, report.Outcome.Message, StringComparison.Ordinal);
        }

        Assert.Equal(picture, _world.Picture());
        Assert.Equal([words], _binding.Status.LastDrift!.Changes!);
        Assert.Single(_world.Events, e => e.StartsWith("DriftFound", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_report_an_edit_of_the_binding_is_still_carried_out()
    {
        await ReadyAsync();
        _world.Options = _world.Options with { RepairDrift = false };
        _world.Restart();
        _binding.Spec.Role!.Description = "new words";
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal("new words", _world.Roles[Name].Definition.Description);
        Assert.Null(_binding.Status.LastDrift);
    }

    [Fact]
    public async Task I2_A_customers_policy_that_only_denies_is_read_before_it_is_detached_and_stays()
    {
        await ReadyAsync();
        _world.ManagedPolicies[Backdoor] = true;
        Tamper("attached");
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Contains(Backdoor, _world.Roles[Name].Definition.ManagedPolicies);
        Assert.Contains(Backdoor, Condition(ConditionTypes.Quarantined)!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Backdoor, _binding.Status.Policies!);
    }

    [Fact]
    public async Task I2_A_policy_that_can_not_be_read_stays()
    {
        await ReadyAsync();
        _world.ManagedPolicies[Backdoor] = null;
        Tamper("attached");
        _world.Restart();
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.Contains(Backdoor, _world.Roles[Name].Definition.ManagedPolicies);
        Assert.NotNull(Condition(ConditionTypes.Quarantined));
    }

    [Fact]
    public async Task I2_On_a_quarantined_role_nothing_is_given_back_and_what_was_added_is_taken_away()
    {
        await ReadyAsync();
        var role = _world.Roles[Name];
        _world.Roles[Name] = role with
        {
            Definition = role.Definition with
            {
                ManagedPolicies = [Backdoor],
                InlinePolicies = role.Definition.InlinePolicies.Add("AWSRevokeOlderSessions", PolicyDocument.From(BindingView.Json(Sample.DenyDocument()))),
            },
        };
        _world.Restart();

        var report = await _world.ReconcileAsync(_binding, Cancel);

        Assert.Equal((OutcomeKind.Stalled, Reasons.Drifted), (report.Outcome.Kind, report.Outcome.Reason));
        Assert.Empty(_world.Roles[Name].Definition.ManagedPolicies);
        Assert.Contains("AWSRevokeOlderSessions", _world.Roles[Name].Definition.InlinePolicies.Keys);
        Assert.Contains("quarantined", report.Outcome.Message, StringComparison.Ordinal);

        // The responder lifts the quarantine: everything comes back.
        role = _world.Roles[Name];
        _world.Roles[Name] = role with { Definition = role.Definition with { InlinePolicies = role.Definition.InlinePolicies.Remove("AWSRevokeOlderSessions") } };
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.NotEmpty(_world.Roles[Name].Definition.ManagedPolicies);
        Assert.Null(Condition(ConditionTypes.Quarantined));
    }

    [Fact]
    public async Task A_deny_only_policy_that_the_binding_declared_itself_can_be_taken_back()
    {
        _binding.Spec.Role!.InlinePolicies!.Add(Sample.Inline("guard", Sample.DenyDocument()));
        await ReadyAsync();
        _binding.Spec.Role.InlinePolicies.RemoveAt(1);
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal(["table"], _world.Roles[Name].Definition.InlinePolicies.Keys);
        Assert.Null(Condition(ConditionTypes.Quarantined));
    }

    [Fact]
    public async Task An_option_of_the_operator_that_changes_is_no_drift()
    {
        await ReadyAsync();
        _world.Options = _world.Options with { RepairDrift = false, Planning = _world.Options.Planning with { PermissionsBoundary = Backdoor } };
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal(Backdoor, _world.Roles[Name].Definition.PermissionsBoundary);
        Assert.Null(_binding.Status.LastDrift);
    }

    private async Task ReadyAsync()
    {
        _binding.Spec.Role!.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" };
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Null(_binding.Status.LastDrift);
    }

    private void Tamper(string change)
    {
        var role = _world.Roles[Name];
        var definition = role.Definition;
        if (change == "deleted")
        {
            _world.Roles.Remove(Name);
            return;
        }

        var other = PolicyDocument.From(BindingView.Json(Sample.Document("iam:*")));
        _world.Roles[Name] = role with
        {
            Definition = change switch
            {
                "trust" => definition with { Trust = other },
                "inline-changed" => definition with { InlinePolicies = definition.InlinePolicies.SetItem("table", other) },
                "inline-deleted" => definition with { InlinePolicies = definition.InlinePolicies.Clear() },
                "inline-added" => definition with { InlinePolicies = definition.InlinePolicies.Add("extra", other) },
                "attached" => definition with { ManagedPolicies = definition.ManagedPolicies.Add(Backdoor) },
                "detached" => definition with { ManagedPolicies = definition.ManagedPolicies.Clear() },
                "boundary" => definition with { PermissionsBoundary = Backdoor },
                "duration" => definition with { MaxSessionDurationSeconds = 43_200 },
                "description" => definition with { Description = "hacked" },
                "tag" => definition with { Tags = definition.Tags.SetItem("team", "b") },
                _ => definition with { Tags = definition.Tags.Remove("team") },
            },
        };
    }

    private BindingCondition? Condition(string type) => _binding.Status.Conditions!.FirstOrDefault(condition => condition.Type == type);
}
