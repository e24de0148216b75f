using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The way back: the annotation first, so that no new pod asks for the role; then the role.</summary>
internal sealed class BindingRemover(ClusterIdentities identities, IRoles roles, IServiceAccounts serviceAccounts, BindingEvents events,
    GuardRailStep guardRails)
{
    /// <summary>Undoes what the binding did.</summary>
    /// <returns>Null when nothing is left to do; otherwise what holds it up.</returns>
    public async Task<Outcome?> RemoveAsync(BindingView binding, CancellationToken cancellationToken)
    {
        using var turn = AwsCalls.OnBehalfOf(binding.Uid);
        if (binding.Suspended)
            return Outcome.Waiting(Step.IdentityProvider, Reasons.Suspended, "The deletion waits: set suspend to false.");
        var step = Step.ServiceAccount;
        try
        {
            if (NeverHadAnything(binding))
                return null;
            await RemoveFromServiceAccountAsync(binding, cancellationToken);
            step = Step.Role;
            if (binding.ExistingRoleArn is null || binding.HasOwnRole)
                await RemoveRoleAsync(binding, cancellationToken);
            if (binding.ExistingRoleArn is { } arn)
                roles.Release(RoleArn.Name(arn));
            return null;
        }
        catch (AwsException error) when (error.Code == "DeleteConflict")
        {
            return Outcome.Failed(step, Reasons.DeletionBlocked,
                $"IAM does not delete the role yet: {error.Message} Remove what holds it, or set deletionPolicy to Retain.");
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return Failures.Outcome(error, step, binding.Binding.Status?.Role?.Name is { } role && roles.IsSettling(role));
        }
    }

    // A spec that never was valid may name no role and no ServiceAccount at all. One that has changed since may have been valid, and
    // carried out by a process that ended before it could write the status.
    private static bool NeverHadAnything(BindingView binding) => binding.Binding.Status?.Role is null
        && BindingRules.Problem(binding) is not null
        && (binding.Binding.Metadata.Generation is null or <= 1 || !BindingRules.AreNamesValid(binding));

    private async Task RemoveFromServiceAccountAsync(BindingView binding, CancellationToken cancellationToken)
    {
        var name = binding.Binding.Status?.ServiceAccount ?? binding.ServiceAccount;
        if (await serviceAccounts.GetAsync(binding.Namespace, name, cancellationToken) is not { } current)
            return;
        if (current.OwnerUid == binding.Uid)
        {
            // Made by this binding; where a garbage collector runs, it would do the same a little later.
            await serviceAccounts.DeleteAsync(binding.Namespace, name, current.Uid, cancellationToken);
            return;
        }

        // The mark tells that these annotations are this binding's, and not those of another that has taken the ServiceAccount over.
        if (!current.IsBoundBy(binding))
            return;
        var overridden = Overridden.On(current).StillTaken(current);
        if (overridden.Annotations.IsEmpty)
        {
            var nothing = new ServiceAccountPlan(ImmutableSortedDictionary<string, string>.Empty, Create: false);
            await serviceAccounts.ApplyAsync(binding.Binding, name, current, nothing, force: false, cancellationToken);
            return;
        }

        await serviceAccounts.RestoreAsync(binding.Namespace, name, current, overridden, cancellationToken);
    }

    /// <summary>
    /// A role that is not shown is gone, and one without our tags is not ours: there is no second look after this one. So while IAM's
    /// answers may lag behind what we did, what we did counts, and an answer that does not fit it is not taken.
    /// </summary>
    private async Task<ObservedRole?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var known = roles.IsSettling(name) ? roles.Known(name) : null;
        var read = await roles.ReadAsync(name, TimeSpan.Zero, cancellationToken);
        if (known is not null ? LaggingRead.Contradicts(known, read) : read is null && roles.IsInDoubt(name))
        {
            throw new BlockedException(OutcomeKind.Waiting, Reasons.Propagating,
                $"IAM does not show role {name} as it was left a moment ago: the deletion waits until it does.");
        }

        return known is null || read is null ? read : LaggingRead.Union(known, read);
    }

    private async Task RemoveRoleAsync(BindingView binding, CancellationToken cancellationToken)
    {
        var identity = await identities.GetAsync(cancellationToken);
        var name = await guardRails.RoleNameAsync(binding, identity, cancellationToken);
        var role = await ReadAsync(name, cancellationToken);
        if (role is not null && binding.Owner(identity).Owns(role))
            await RemoveRoleAsync(binding, name, role, cancellationToken);
        roles.Release(name);
    }

    private async Task RemoveRoleAsync(BindingView binding, string name, ObservedRole role, CancellationToken cancellationToken)
    {
        var plan = binding.RetainRole
            ? RolePlan.Release(role)
            : RolePlan.Remove(role, guardRails.OperatorsBoundary);
        foreach (var action in plan.Actions)
            await roles.ApplyAsync(name, action, cancellationToken);
        await (binding.RetainRole
            ? events.ChangedAsync(binding.Binding, Reasons.RoleRetained, $"Left role {name} in the account, without ownership tags.", cancellationToken)
            : events.ChangedAsync(binding.Binding, Reasons.RoleDeleted, $"Deleted role {name}.", cancellationToken));
    }
}
