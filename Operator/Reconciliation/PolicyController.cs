using IrsaOperator.Api;
using IrsaOperator.Planning;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;

namespace IrsaOperator.Reconciliation;

/// <summary>Keeps the rules fresh, and wakes the bindings that other rules hold for now.</summary>
[GenericRbac(Groups = [WellKnown.Group], Resources = [WellKnown.PolicyPlural], Verbs = RbacVerb.List | RbacVerb.Watch)]
internal sealed class PolicyController(GuardRailBook book, BindingWaker waker) : IEntityController<IrsaPolicy>
{
    public async Task<ReconciliationResult<IrsaPolicy>> ReconcileAsync(IrsaPolicy entity, CancellationToken cancellationToken)
    {
        await waker.WakeAsync(book.Set(NamespaceRules.From(entity)), cancellationToken);
        return ReconciliationResult<IrsaPolicy>.Success(entity);
    }

    public async Task<ReconciliationResult<IrsaPolicy>> DeletedAsync(IrsaPolicy entity, CancellationToken cancellationToken)
    {
        await waker.WakeAsync(book.Remove(NamespaceRules.From(entity)), cancellationToken);
        return ReconciliationResult<IrsaPolicy>.Success(entity);
    }
}
