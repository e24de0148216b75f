using IrsaOperator.Cluster;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;

namespace IrsaOperator.Reconciliation;

/// <summary>Keeps the namespaces' labels fresh, and wakes the bindings of one whose labels bring it under other rules.</summary>
[GenericRbac(Groups = [""], Resources = ["namespaces"], Verbs = RbacVerb.List | RbacVerb.Watch)]
internal sealed class NamespaceController(GuardRailBook book, BindingWaker waker) : IEntityController<V1Namespace>
{
    public async Task<ReconciliationResult<V1Namespace>> ReconcileAsync(V1Namespace entity, CancellationToken cancellationToken)
    {
        await waker.WakeAsync(book.Set(Policies.State(entity)), cancellationToken);
        return ReconciliationResult<V1Namespace>.Success(entity);
    }

    public Task<ReconciliationResult<V1Namespace>> DeletedAsync(V1Namespace entity, CancellationToken cancellationToken)
    {
        book.Remove(Policies.State(entity));
        return Task.FromResult(ReconciliationResult<V1Namespace>.Success(entity));
    }
}
