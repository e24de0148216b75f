using IrsaOperator.Api;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Queue;

namespace IrsaOperator.Reconciliation;

/// <summary>Puts bindings on the queue that something else concerns.</summary>
internal sealed class BindingWaker(BindingIndex index, EntityQueue<IrsaBinding> queue)
{
    /// <summary>Wakes the bindings of some namespaces.</summary>
    public async Task WakeAsync(IReadOnlySet<string> namespaces, CancellationToken cancellationToken)
    {
        if (namespaces.Count == 0)
            return;
        await WakeAsync(index.All().Where(binding => namespaces.Contains(binding.Metadata.NamespaceProperty)), cancellationToken);
    }

    /// <summary>The binding is gone: those that wanted what it had look again.</summary>
    public Task WakeRivalsAsync(IrsaBinding gone, CancellationToken cancellationToken) => WakeAsync(index.Release(gone), cancellationToken);

    private async Task WakeAsync(IEnumerable<IrsaBinding> bindings, CancellationToken cancellationToken)
    {
        foreach (var binding in bindings)
            await queue(binding, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, TimeSpan.Zero, 0, cancellationToken);
    }
}
