using IrsaOperator.Api;
using IrsaOperator.Cluster;

namespace IrsaOperator.Reconciliation;

/// <summary>What this process has noted about bindings, wherever it is kept.</summary>
internal sealed class BindingMemory(
    IBindingStatuses statuses, BindingMetrics metrics, Requeue requeue, Restorations restorations, VerifiedExchanges verified, FinishedRemovals finished)
{
    /// <summary>Drops the notes on a binding that is gone.</summary>
    public void Forget(IrsaBinding binding)
    {
        var uid = binding.Metadata.Uid;
        statuses.Forget(binding);
        metrics.Forget(uid);
        requeue.Forget(uid);
        restorations.Forget(uid);
        verified.Forget(uid);
        finished.Forget(uid);
    }
}
