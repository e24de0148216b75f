using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Finalizer;

namespace IrsaOperator.Reconciliation;

/// <summary>Hands bindings from KubeOps to the reconciler, and its reports to the status.</summary>
[GenericRbac(Groups = [WellKnown.Group], Resources = [WellKnown.Plural], Verbs = RbacVerb.List | RbacVerb.Watch | RbacVerb.Patch)]
[GenericRbac(Groups = [WellKnown.Group], Resources = [WellKnown.Plural + "/status"], Verbs = RbacVerb.Patch)]
[GenericRbac(Groups = [""], Resources = ["events"], Verbs = RbacVerb.Create | RbacVerb.Patch)]
internal sealed class BindingController(
    BindingReconciler reconciler, GuardRailStep guardRails, BindingReporter reporter, Requeue requeue, BindingFarewell farewell, ReconcilerOptions options,
    EntityFinalizerAttacher<BindingFinalizer, IrsaBinding> attachFinalizer)
    : IEntityController<IrsaBinding>
{
    public async Task<ReconciliationResult<IrsaBinding>> ReconcileAsync(IrsaBinding entity, CancellationToken cancellationToken)
    {
        if (!IsOurs(entity))
            return ReconciliationResult<IrsaBinding>.Success(entity);
        var asked = guardRails.AskEarly(new BindingView(entity), cancellationToken);
        entity = await attachFinalizer(entity, cancellationToken);
        var binding = reporter.Latest(entity);
        if (binding.Suspended)
        {
            await reconciler.SuspendAsync(binding, cancellationToken);
            await reporter.SuspendedAsync(binding, "Nothing is touched until suspend is false.", cancellationToken);
            return ReconciliationResult<IrsaBinding>.Success(entity);
        }

        var report = await reconciler.ReconcileAsync(binding, asked, cancellationToken);
        await reporter.ReportAsync(binding, report, cancellationToken);
        var next = requeue.After(binding.Uid, report.Outcome);
        return report.Outcome.Kind == OutcomeKind.Failed
            ? ReconciliationResult<IrsaBinding>.Failure(entity, report.Outcome.Message, requeueAfter: next)
            : ReconciliationResult<IrsaBinding>.Success(entity, next);
    }

    public async Task<ReconciliationResult<IrsaBinding>> DeletedAsync(IrsaBinding entity, CancellationToken cancellationToken) =>
        IsOurs(entity) && await farewell.BidAsync(entity, cancellationToken) is { } outcome
            ? ReconciliationResult<IrsaBinding>.Failure(entity, outcome.Message, requeueAfter: requeue.After(entity.Metadata.Uid, outcome))
            : ReconciliationResult<IrsaBinding>.Success(entity);

    private bool IsOurs(IrsaBinding entity) => options.Scope.Contains(entity.Metadata.NamespaceProperty);
}
