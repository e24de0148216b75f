using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Queue;

namespace IrsaOperator.Reconciliation;

/// <summary>Wakes the binding whose ServiceAccount appeared, vanished or lost its annotations.</summary>
[GenericRbac(Groups = [""], Resources = ["serviceaccounts"],
    Verbs = RbacVerb.Get | RbacVerb.List | RbacVerb.Watch | RbacVerb.Create | RbacVerb.Patch | RbacVerb.Delete)]
internal sealed class ServiceAccountController(BindingIndex index, EntityQueue<IrsaBinding> queue) : IEntityController<WatchedServiceAccount>
{
    public Task<ReconciliationResult<WatchedServiceAccount>> ReconcileAsync(WatchedServiceAccount entity, CancellationToken cancellationToken) =>
        WakeAsync(entity, ServiceAccounts.State(entity), cancellationToken);

    public Task<ReconciliationResult<WatchedServiceAccount>> DeletedAsync(WatchedServiceAccount entity, CancellationToken cancellationToken) =>
        WakeAsync(entity, state: null, cancellationToken);

    private async Task<ReconciliationResult<WatchedServiceAccount>> WakeAsync(
        WatchedServiceAccount entity, ServiceAccountState? state, CancellationToken cancellationToken)
    {
        // What a fresh process hears of ServiceAccounts first is worth a read for each of them later.
        await index.FillAsync(cancellationToken);
        foreach (var binding in index.Observe(entity.Metadata.NamespaceProperty, entity.Metadata.Name, state))
            await queue(binding, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, cancellationToken);
        return ReconciliationResult<WatchedServiceAccount>.Success(entity);
    }
}
