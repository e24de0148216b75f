using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>Writes what came of a reconcile: status, log and metric, and an event for what needs somebody's attention.</summary>
internal sealed class BindingReporter(
    IBindingStatuses statuses, BindingEvents events, BindingMetrics metrics, TimeProvider time, ILogger<BindingReporter> logger)
{
    /// <summary>The binding with the newest status known, which may be one that the watch has not brought back yet.</summary>
    public BindingView Latest(IrsaBinding binding) => new(new IrsaBinding
    {
        ApiVersion = binding.ApiVersion,
        Kind = binding.Kind,
        Metadata = binding.Metadata,
        Spec = binding.Spec,
        Status = statuses.Latest(binding) ?? new IrsaBindingStatus(),
    });

    public async Task ReportAsync(BindingView binding, Report report, CancellationToken cancellationToken)
    {
        var outcome = report.Outcome;
        metrics.Record(binding.Uid, outcome);
        if (outcome.Kind == OutcomeKind.Ready)
            logger.BindingReady(binding.Namespace, binding.Name);
        else
            logger.BindingNotReady(binding.Namespace, binding.Name, outcome.Kind, outcome.Reason, outcome.Message);

        var before = binding.Binding.Status;
        var after = StatusReport.From(binding.Binding, outcome, report.Findings, time.GetUtcNow());
        if (StatusEquality.Same(before, after))
            return;
        await statuses.WriteAsync(binding.Binding, after, cancellationToken);
        if (outcome.Kind is OutcomeKind.Stalled or OutcomeKind.Failed && Ready(before)?.Message != outcome.Message)
            await events.WarnAsync(binding.Binding, outcome.Reason, outcome.Message, cancellationToken);
    }

    public async Task SuspendedAsync(BindingView binding, string message, CancellationToken cancellationToken)
    {
        var after = StatusReport.Suspended(binding.Binding, message, time.GetUtcNow());
        if (!StatusEquality.Same(binding.Binding.Status, after))
            await statuses.WriteAsync(binding.Binding, after, cancellationToken);
    }

    private static BindingCondition? Ready(IrsaBindingStatus? status) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
}
