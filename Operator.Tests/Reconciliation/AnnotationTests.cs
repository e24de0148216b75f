using IrsaOperator.Api;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>Annotations that others hold, wipe and change.</summary>
public sealed class AnnotationTests
{
    private const string RoleArn = "eks.amazonaws.com/role-arn";
    private const string Theirs = "arn:aws:iam::111122223333:role/theirs";

    private readonly World _world = new();
    private readonly IrsaBinding _binding = Sample.Binding();

    public AnnotationTests() => _world.AddServiceAccount("dev", "app");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string? Annotation => _world.ServiceAccounts[("dev", "app")].Annotations.GetValueOrDefault(RoleArn);

    [Fact]
    public async Task Another_managers_annotation_is_reported_with_manager_and_value()
    {
        Change(Theirs);
        var report = await _world.ReconcileAsync(_binding, Cancel);
        Assert.Equal((OutcomeKind.Stalled, Reasons.AnnotationConflict, Step.ServiceAccount), (report.Outcome.Kind, report.Outcome.Reason, report.Outcome.Step));
        Assert.Contains("helm", report.Outcome.Message, StringComparison.Ordinal);
        Assert.Contains(Theirs, report.Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(Theirs, Annotation);
    }

    [Fact]
    public async Task Override_takes_it_over_and_the_deletion_puts_it_back()
    {
        Change(Theirs);
        _binding.Spec.ServiceAccount!.Override = true;
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal(_binding.Status.Role!.Arn, Annotation);
        _world.Calls.Clear();
        await _world.ReconcileAsync(_binding, Cancel);
        Assert.Empty(_world.Writes);

        // A later change of the settings keeps the note.
        _binding.Spec.ServiceAccount.TokenExpirationSeconds = 600;
        await _world.ReconcileAsync(_binding, Cancel);

        Assert.Null(await _world.RemoveAsync(_binding, Cancel));
        Assert.Equal([KeyValuePair.Create(RoleArn, Theirs)], _world.ServiceAccounts[("dev", "app")].Annotations);
    }

    [Fact]
    public async Task An_annotation_that_somebody_changes_is_restored()
    {
        await _world.ReconcileAsync(_binding, Cancel);
        Change(Theirs);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal(_binding.Status.Role!.Arn, Annotation);
        Assert.Contains(_world.Events, e => e.StartsWith("AnnotationsRestored", StringComparison.Ordinal) && e.Contains(Theirs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_annotation_that_was_changed_while_the_operator_was_down_is_restored()
    {
        await _world.ReconcileAsync(_binding, Cancel);
        Change(Theirs);
        _world.Restart();
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Assert.Equal(_binding.Status.Role!.Arn, Annotation);
    }

    [Fact]
    public async Task A_tug_of_war_backs_off_and_goes_on_when_the_pause_is_over()
    {
        await _world.ReconcileAsync(_binding, Cancel);
        var restored = 0;
        for (var round = 0; round < 20; round++)
        {
            Change(Theirs);
            var report = await _world.ReconcileAsync(_binding, Cancel);
            if (report.Outcome.Kind == OutcomeKind.Ready)
                restored++;
            else
                Assert.Equal(Reasons.AnnotationConflict, report.Outcome.Reason);
        }

        Assert.Equal(3, restored);
        var stalled = await _world.ReconcileAsync(_binding, Cancel);
        Assert.True(stalled.Outcome.LookAgain > TimeSpan.Zero);
        Assert.Contains(Theirs, stalled.Outcome.Message, StringComparison.Ordinal);

        _world.Time.Advance(stalled.Outcome.LookAgain!.Value);
        Assert.Equal(OutcomeKind.Ready, (await _world.ReconcileAsync(_binding, Cancel)).Outcome.Kind);
        Change(Theirs);
        var longer = await _world.ReconcileAsync(_binding, Cancel);
        Assert.True(longer.Outcome.LookAgain > stalled.Outcome.LookAgain);
    }

    [Fact]
    public async Task What_the_other_one_took_back_before_the_deletion_is_left()
    {
        Change(Theirs);
        _binding.Spec.ServiceAccount!.Override = true;
        await _world.ReconcileAsync(_binding, Cancel);
        Change("arn:aws:iam::111122223333:role/newer");
        Assert.Null(await _world.RemoveAsync(_binding, Cancel));
        Assert.Equal("arn:aws:iam::111122223333:role/newer", Annotation);
    }

    private void Change(string value)
    {
        var now = _world.ServiceAccounts[("dev", "app")];
        _world.Managers[RoleArn] = "helm";
        _world.ServiceAccounts[("dev", "app")] = now with
        {
            Annotations = now.Annotations.SetItem(RoleArn, value),
            OurAnnotationKeys = now.OurAnnotationKeys.Remove(RoleArn),
        };
    }
}
