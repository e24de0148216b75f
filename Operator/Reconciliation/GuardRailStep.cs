using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;
using k8s.Models;

namespace IrsaOperator.Reconciliation;

/// <summary>Before the first step, and before any call to AWS: what the operator's owner permits, and decides for, the binding.</summary>
internal sealed class GuardRailStep(GuardRailBook book, ReconcilerOptions options)
{
    /// <summary>
    /// Begins to ask for the rules of a new binding, while its finalizer is being written: both have to be there before anything is made,
    /// and neither needs the other.
    /// </summary>
    /// <returns>What <see cref="EnsureAsync"/> finds in the run; null where nothing is to be asked of the API server.</returns>
    public AskedRules? AskEarly(BindingView binding, CancellationToken cancellationToken) =>
        binding.Suspended || binding.Binding.HasFinalizer(WellKnown.Finalizer) ? null : Ask(binding, cancellationToken);

    /// <summary>Refuses what is not permitted, and notes what applies to the binding.</summary>
    /// <param name="run">The reconcile under way.</param>
    /// <param name="olderBindings">Counts the older bindings of the namespace; asked only when their number is limited.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task EnsureAsync(Run run, Func<int> olderBindings, CancellationToken cancellationToken)
    {
        var binding = run.Binding;
        var asked = run.TakeAsked() is { } early && early.Generation == binding.Binding.Metadata.Generation ? early : Ask(binding, cancellationToken);
        run.RuleChanges = asked?.Changes ?? book.Changes;
        var sets = asked is null ? await book.ForAsync(binding.Namespace, cancellationToken) : await asked.Sets;
        if (GuardRailRules.Problem(run.Binding, sets, sets.Any(set => set.MaxBindings is not null) ? olderBindings() : 0) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.NotPermitted, problem);
        run.Planning = GuardRailSum.Narrow(options.Planning, sets);
    }

    /// <summary>Whether the rules may be others by now than those that the run went by.</summary>
    public bool HaveChanged(Run run) => book.Changes != run.RuleChanges;

    /// <summary>
    /// The boundary that the operator's own options force on every role, and that its rights in AWS may depend on; null when there
    /// is none. No policy is asked: a deletion goes on without them.
    /// </summary>
    public string? OperatorsBoundary => options.GuardRails.PermissionsBoundary;

    /// <summary>The name of a binding's role, permitted or not: a deletion asks nobody's leave.</summary>
    public async ValueTask<string> RoleNameAsync(BindingView binding, ClusterIdentity identity, CancellationToken cancellationToken) =>
        binding.Binding.Status?.Role?.Name
        ?? binding.RoleSpec.Name
        ?? binding.RoleName(identity, GuardRailSum.Narrow(options.Planning, await book.ForAsync(binding.Namespace, cancellationToken)));

    /// <summary>Null for one that has been carried out as it is: the book knows all that has been told since.</summary>
    private AskedRules? Ask(BindingView binding, CancellationToken cancellationToken)
    {
        var metadata = binding.Binding.Metadata;
        if (binding.Binding.Status?.ObservedGeneration == metadata.Generation)
            return null;
        var created = metadata.Generation == 1 ? metadata.CreationTimestamp : null;
        return new AskedRules(metadata.Generation, book.Changes, book.LiveForAsync(binding.Namespace, created, cancellationToken));
    }
}
