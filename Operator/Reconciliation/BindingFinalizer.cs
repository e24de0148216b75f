using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Status;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Finalizer;

namespace IrsaOperator.Reconciliation;

/// <summary>Holds a deleted binding until its traces are gone. Its name is part of <see cref="WellKnown.Finalizer"/>.</summary>
internal sealed class BindingFinalizer(
    BindingRemover remover, BindingReporter reporter, Requeue requeue, FinishedRemovals finished, IBindings bindings, ReconcilerOptions options)
    : IEntityFinalizer<IrsaBinding>
{
    public async Task<ReconciliationResult<IrsaBinding>> FinalizeAsync(IrsaBinding entity, CancellationToken cancellationToken)
    {
        if (!options.Scope.Contains(entity.Metadata.NamespaceProperty))
            return ReconciliationResult<IrsaBinding>.Success(entity);
        if (finished.IsReleased(entity.Metadata.Uid))
            return ReconciliationResult<IrsaBinding>.Success(entity);
        var binding = reporter.Latest(entity);
        var outcome = finished.Contains(binding.Uid) ? null : await remover.RemoveAsync(binding, cancellationToken);
        if (outcome is null)
        {
            finished.Add(binding.Uid);
            await bindings.ReleaseAsync(entity, WellKnown.Finalizer, cancellationToken);
            finished.Released(binding.Uid);
            return ReconciliationResult<IrsaBinding>.Success(entity);
        }

        if (binding.Suspended)
            await reporter.SuspendedAsync(binding, outcome.Message, cancellationToken);
        else
            await reporter.ReportAsync(binding, new Report(outcome, new Findings()), cancellationToken);
        return ReconciliationResult<IrsaBinding>.Failure(entity, outcome.Message, requeueAfter: requeue.After(binding.Uid, outcome));
    }
}
