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
        if (binding.Suspended)
            return Outcome.Waiting(Step.IdentityProvider, Reasons.Suspended, "The deletion waits: set suspend to false.");
        var step = Step.ServiceAccount;
        try
        {
            // A spec that never was valid may name no role and no ServiceAccount at all; the status tells what there is.
            if (BindingRules.Problem(binding) is not null && binding.Binding.Status?.Role is null)
                return null;
            var identity = await identities.GetAsync(cancellationToken);
            var name = await guardRails.RoleNameAsync(binding, identity, cancellationToken);
            var role = await roles.ObserveAsync(name, TimeSpan.Zero, cancellationToken);
            var ours = role is not null && binding.Owner(identity).Owns(role) ? role : null;
            await RemoveFromServiceAccountAsync(binding, role is null ? identity.RoleArn("/", name) : RoleArn.Of(role, identity), cancellationToken);
            step = Step.Role;
            if (ours is not null)
                await RemoveRoleAsync(binding, ours, cancellationToken);
            return null;
        }
        catch (AwsException error) when (error.Code == "DeleteConflict")
        {
            return Outcome.Failed(step, Reasons.DeletionBlocked,
                $"IAM does not delete the role yet: {error.Message} Remove what holds it, or set deletionPolicy to Retain.");
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return Failures.Outcome(error, step, settling: false);
        }
    }

    private async Task RemoveFromServiceAccountAsync(BindingView binding, string roleArn, CancellationToken cancellationToken)
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

        // Ours, and still ours: the annotation names this binding's role, and no other binding has taken the ServiceAccount over.
        var written = binding.Binding.Status?.Role?.Arn ?? roleArn;
        if (!current.OurAnnotationKeys.IsEmpty && current.Annotations.GetValueOrDefault(WellKnown.RoleArnAnnotation) is { } arn && arn == written)
        {
            var nothing = new ServiceAccountPlan(ImmutableSortedDictionary<string, string>.Empty, Create: false);
            await serviceAccounts.ApplyAsync(binding.Binding, name, current, nothing, cancellationToken);
        }
    }

    private async Task RemoveRoleAsync(BindingView binding, ObservedRole role, CancellationToken cancellationToken)
    {
        var name = role.Definition.Name;
        var plan = binding.RetainRole ? RolePlan.Release(role) : RolePlan.Remove(role);
        foreach (var action in plan.Actions)
            await roles.ApplyAsync(name, action, cancellationToken);
        await (binding.RetainRole
            ? events.ChangedAsync(binding.Binding, Reasons.RoleRetained, $"Left role {name} in the account, without ownership tags.", cancellationToken)
            : events.ChangedAsync(binding.Binding, Reasons.RoleDeleted, $"Deleted role {name}.", cancellationToken));
    }
}
