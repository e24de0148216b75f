using IrsaOperator.Api;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Queue;

namespace IrsaOperator.Reconciliation;

/// <summary>Wakes the binding whose ServiceAccount appeared, vanished or lost its annotations.</summary>
[GenericRbac(Groups = [""], Resources = ["serviceaccounts"],
    Verbs = RbacVerb.Get | RbacVerb.List | RbacVerb.Watch | RbacVerb.Create | RbacVerb.Patch | RbacVerb.Delete)]
internal sealed class ServiceAccountController(BindingIndex index, EntityQueue<IrsaBinding> queue) : IEntityController<V1ServiceAccount>
{
    public Task<ReconciliationResult<V1ServiceAccount>> ReconcileAsync(V1ServiceAccount entity, CancellationToken cancellationToken) =>
        WakeAsync(entity, ServiceAccounts.State(entity), cancellationToken);

    public Task<ReconciliationResult<V1ServiceAccount>> DeletedAsync(V1ServiceAccount entity, CancellationToken cancellationToken) =>
        WakeAsync(entity, state: null, cancellationToken);

    private async Task<ReconciliationResult<V1ServiceAccount>> WakeAsync(
        V1ServiceAccount entity, ServiceAccountState? state, CancellationToken cancellationToken)
    {
        foreach (var binding in index.Concerned(entity.Metadata.NamespaceProperty, entity.Metadata.Name, state))
            await queue(binding, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, cancellationToken);
        return ReconciliationResult<V1ServiceAccount>.Success(entity);
    }
}
