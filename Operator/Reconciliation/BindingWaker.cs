using IrsaOperator.Api;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Queue;

namespace IrsaOperator.Reconciliation;

/// <summary>Puts the bindings of some namespaces on the queue.</summary>
internal sealed class BindingWaker(BindingIndex index, EntityQueue<IrsaBinding> queue)
{
    public async Task WakeAsync(IReadOnlySet<string> namespaces, CancellationToken cancellationToken)
    {
        if (namespaces.Count == 0)
            return;
        foreach (var binding in index.All().Where(binding => namespaces.Contains(binding.Metadata.NamespaceProperty)))
            await queue(binding, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, cancellationToken);
    }
}
