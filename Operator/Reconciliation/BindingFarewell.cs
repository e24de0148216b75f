using IrsaOperator.Api;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>What is left to do when a binding is gone: mostly this process's own notes, for the finalizer has done the work.</summary>
internal sealed class BindingFarewell(BindingRemover remover, BindingReporter reporter, BindingMemory memory, BindingWaker waker)
{
    /// <summary>Leaves nothing behind of the binding.</summary>
    /// <returns>What holds it up; null when nothing is left to do.</returns>
    public async Task<Outcome?> BidAsync(IrsaBinding gone, CancellationToken cancellationToken)
    {
        if (IsFinalizerOutstanding(gone) && await remover.RemoveAsync(reporter.Latest(gone), cancellationToken) is { } outcome)
            return outcome;
        memory.Forget(gone);
        await waker.WakeRivalsAsync(gone, cancellationToken);
        return null;
    }

    // A deletion that comes while the finalizer is being added takes the object away at once, and both are told that they succeeded
    // (kubernetes/kubernetes#77988). An object whose finalizer was asked for carries the time of its deletion.
    private static bool IsFinalizerOutstanding(IrsaBinding gone) =>
        gone.Metadata.DeletionTimestamp is null && gone.Metadata.Finalizers?.Contains(WellKnown.Finalizer) == true && gone.Spec.Suspend != true;
}
