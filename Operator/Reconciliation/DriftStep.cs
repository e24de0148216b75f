using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>What becomes of changes that somebody else made to a role.</summary>
internal sealed class DriftStep(ReconcilerOptions options, BindingMetrics metrics, BindingEvents events, IBindingStatuses statuses, TimeProvider time)
{
    /// <summary>Reports the drift, before anything is repaired.</summary>
    /// <returns>
    /// Those of the plan's actions that may be carried out: all of them, or none with --drift=report. On a quarantined role only
    /// those that take something away: whoever put the quarantine there may have taken rights on purpose.
    /// </returns>
    public async Task<ImmutableArray<RoleAction>> JudgeAsync(
        Run run, RoleChange change, ObservedRole? observed, RolePlan plan, CancellationToken cancellationToken)
    {
        ImmutableArray<RoleAction> actions = (options.RepairDrift, plan.Quarantine.IsEmpty) switch
        {
            (false, _) => [],
            (true, true) => plan.Actions,
            (true, false) => [.. plan.Actions.Where(Drift.OnlyTakesAway)],
        };
        run.Findings = run.Findings with
        {
            Drift = Drift.Changes(observed, change.Desired, plan, change.FormerId),
            DriftIsLeft = actions.Length < plan.Actions.Length,
        };
        var binding = change.Binding.Binding;
        if (!StatusReport.IsKnownDrift(binding.Status, run.Findings))
        {
            metrics.Drifted(run.Findings.Drift.Length);
            await events.WarnAsync(binding, Reasons.DriftFound,
                $"Somebody else changed role {change.Name}: {string.Join(", ", run.Findings.Drift)}.", cancellationToken);
            await statuses.WriteAsync(binding, StatusReport.Drifted(binding, run.Findings, time.GetUtcNow()), cancellationToken);
        }

        return actions;
    }

    /// <summary>The end of a reconcile that leaves drift.</summary>
    public static BlockedException Left(RoleChange change, Findings findings, RolePlan plan) => new(
        OutcomeKind.Stalled,
        Reasons.Drifted,
        $"Somebody else changed role {change.Name}: {string.Join(", ", findings.Drift)}. "
            + (plan.Quarantine.IsEmpty
                ? "It is left, because the operator runs with --drift=report: change it back, or change the declaration."
                : "It is left as long as the role is quarantined."));
}
