using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The way back: the annotation first, so that no new pod asks for the role; then the role.</summary>
internal sealed class BindingRemover(
    ClusterIdentities identities, IRoles roles, IServiceAccounts serviceAccounts, BindingIndex index, BindingEvents events, GuardRailStep guardRails)
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
        catch (AwsException error) when (error.Code == AwsErrors.DeleteConflict)
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

        // As the watch last showed it; whoever has changed it since makes the API server refuse, and then it is looked at.
        if (index.Made(binding) is var (uid, resourceVersion) && await serviceAccounts.TryDeleteAsync(binding.Namespace, name, uid, resourceVersion, cancellationToken))
            return;
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

    private async Task RemoveRoleAsync(BindingView binding, CancellationToken cancellationToken)
    {
        var identity = await identities.GetAsync(cancellationToken);
        var name = await guardRails.RoleNameAsync(binding, identity, cancellationToken);
        if (await ReadOwnAsync(binding.Owner(identity), name, whole: !binding.RetainRole && roles.Known(name) is null, cancellationToken) is { } role)
        {
            await (binding.RetainRole
                ? ReleaseRoleAsync(binding, name, role, cancellationToken)
                : DeleteRoleAsync(binding, binding.Owner(identity), name, role, cancellationToken));
        }

        roles.Release(name);
    }

    private async Task ReleaseRoleAsync(BindingView binding, string name, ObservedRole role, CancellationToken cancellationToken)
    {
        await CarryOutAsync(name, RolePlan.Release(role), cancellationToken);
        await events.ChangedAsync(binding.Binding, Reasons.RoleRetained, $"Left role {name} in the account, without ownership tags.", cancellationToken);
    }

    /// <summary>
    /// What is known to hang on the role is taken off, which costs nothing to find out. IAM refuses to delete a role that anything else
    /// hangs on: only then is all of it looked for.
    /// </summary>
    private async Task DeleteRoleAsync(BindingView binding, Owner owner, string name, ObservedRole role, CancellationToken cancellationToken)
    {
        try
        {
            await CarryOutAsync(name, RolePlan.Remove(role, guardRails.OperatorsBoundary), cancellationToken);
        }
        catch (AwsException error) when (error.Code == AwsErrors.DeleteConflict)
        {
            if (await ReadOwnAsync(owner, name, whole: true, cancellationToken) is not { } whole)
                return;
            await CarryOutAsync(name, RolePlan.RemoveWhole(whole, guardRails.OperatorsBoundary), cancellationToken);
        }

        await events.ChangedAsync(binding.Binding, Reasons.RoleDeleted, $"Deleted role {name}.", cancellationToken);
    }

    private async Task CarryOutAsync(string name, RolePlan plan, CancellationToken cancellationToken)
    {
        foreach (var action in plan.Actions)
            await roles.ApplyAsync(name, action, cancellationToken);
    }

    /// <summary>The role, where it is the owner's.</summary>
    private async Task<ObservedRole?> ReadOwnAsync(Owner owner, string name, bool whole, CancellationToken cancellationToken) =>
        await ReadAsync(name, whole, cancellationToken) is { } role && owner.Owns(role) ? role : null;

    /// <summary>
    /// A role that is not shown is gone, and one without our tags is not ours: there is no second look after this one. So while IAM's
    /// answers may lag behind what we did, what we did counts, and an answer that does not fit it is not taken.
    /// </summary>
    /// <param name="name">The role's name.</param>
    /// <param name="whole">Whether what hangs on it is read as well; else it is what was known before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    private async Task<ObservedRole?> ReadAsync(string name, bool whole, CancellationToken cancellationToken)
    {
        var (known, settling) = (roles.Known(name), roles.IsSettling(name));
        var read = await (whole ? roles.ReadAsync(name, TimeSpan.Zero, cancellationToken) : roles.ReadHeadAsync(name, cancellationToken));
        if (settling && known is not null ? LaggingRead.Contradicts(known, read) : read is null && roles.IsInDoubt(name))
        {
            throw new BlockedException(OutcomeKind.Waiting, Reasons.Propagating,
                $"IAM does not show role {name} as it was left a moment ago: the deletion waits until it does.");
        }

        return read is not null && known?.Id == read.Id && (settling || !whole) ? LaggingRead.Union(known, read) : read;
    }
}
