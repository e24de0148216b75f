using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>Before the first step, and before any call to AWS: what the operator's owner permits, and decides for, the binding.</summary>
internal sealed class GuardRailStep(GuardRailBook book, ReconcilerOptions options)
{
    /// <summary>Refuses what is not permitted, and notes what applies to the binding.</summary>
    /// <param name="run">The reconcile under way.</param>
    /// <param name="olderBindings">Counts the older bindings of the namespace; asked only when their number is limited.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task EnsureAsync(Run run, Func<int> olderBindings, CancellationToken cancellationToken)
    {
        var binding = run.Binding.Binding;
        var sets = binding.Status?.ObservedGeneration == binding.Metadata.Generation
            ? await book.ForAsync(run.Binding.Namespace, cancellationToken)
            : await book.LiveForAsync(run.Binding.Namespace, binding.Metadata.Generation == 1 ? binding.Metadata.CreationTimestamp : null, cancellationToken);
        if (GuardRailRules.Problem(run.Binding, sets, sets.Any(set => set.MaxBindings is not null) ? olderBindings() : 0) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.NotPermitted, problem);
        run.Planning = GuardRailSum.Narrow(options.Planning, sets);
    }

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
}
