using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The second step: the role is in IAM as declared.</summary>
internal sealed class RoleStep(IRoles roles, ReconcilerOptions options, BindingEvents events)
{
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(5);

    public bool IsSettling(string roleName) => roles.IsSettling(roleName);

    public async Task<ObservedRole> EnsureAsync(Run run, ClusterIdentity identity, CancellationToken cancellationToken)
    {
        run.Step = Step.Role;
        var binding = run.Binding;
        if (BindingRules.ImmutabilityProblem(binding, binding.RoleName(identity, run.Planning)) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.ImmutableField, problem);

        var desired = DesiredRole.From(binding, identity, run.Planning);
        var observed = await ObserveAsync(run, desired.Name, cancellationToken);
        try
        {
            return await ConvergeAsync(run, identity, desired, observed, cancellationToken);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.AlreadyExists && observed is null)
        {
            // The role was presumed absent to save a read; it is there, perhaps from a run that ended half-way.
            observed = await roles.ObserveAsync(desired.Name, TimeSpan.Zero, cancellationToken)
                ?? throw new BlockedException(OutcomeKind.Waiting, Reasons.Propagating, $"IAM says that role {desired.Name} exists, and does not show it yet.");
            return await ConvergeAsync(run, identity, desired, observed, cancellationToken);
        }
    }

    /// <summary>A binding that never had a role is presumed to have none: CreateRole finds out without a read.</summary>
    private async Task<ObservedRole?> ObserveAsync(Run run, string name, CancellationToken cancellationToken) =>
        run.Binding.Binding.Status?.Role?.Id is null
            ? roles.Known(name)
            : await roles.ObserveAsync(name, options.MaxRoleAge, cancellationToken);

    private async Task<ObservedRole> ConvergeAsync(
        Run run, ClusterIdentity identity, RoleDefinition desired, ObservedRole? observed, CancellationToken cancellationToken)
    {
        var declared = run.Binding.Binding.Status?.Role?.TagKeys ?? [];
        (observed, var plan) = await PlanAsync(run.Binding.Owner(identity), desired, observed, declared, cancellationToken);
        ImmutableArray<string> tagKeys = [.. desired.Tags.Keys.Except(Owner.TagKeys, StringComparer.OrdinalIgnoreCase)];

        // While the plan is being carried out, keys of both sides are ours: whatever is interrupted is cleaned up later.
        ImmutableArray<string> tagKeysUnderWay = [.. tagKeys.Union(declared, StringComparer.OrdinalIgnoreCase)];
        foreach (var action in plan.Actions)
        {
            observed = await ApplyAsync(desired.Name, action, cancellationToken);
            Record(run, identity, observed, tagKeysUnderWay, plan);
        }

        Record(run, identity, observed, tagKeys, plan);
        run.Findings = run.Findings with { Trust = Trust.For(identity, run.Binding.Namespace, run.Binding.ServiceAccount, run.Binding.Audience) };
        if (!plan.Actions.IsEmpty)
            await AnnounceAsync(run, desired, plan, cancellationToken);
        return observed!;
    }

    /// <summary>
    /// Plans on what is known. What is known may be some minutes old, and somebody else's role may bear the name by now: before
    /// a role is changed it is read, unless it was just read, or we changed it so lately that IAM's answers may lag behind.
    /// </summary>
    private async Task<(ObservedRole? Observed, RolePlan Plan)> PlanAsync(
        Owner owner, RoleDefinition desired, ObservedRole? observed, IEnumerable<string> declared, CancellationToken cancellationToken)
    {
        var plan = Plan(observed);
        if (plan.Actions.IsEmpty || observed is null || roles.IsSettling(desired.Name))
            return (observed, plan);
        observed = await roles.ObserveAsync(desired.Name, JustNow, cancellationToken);
        return (observed, Plan(observed));

        RolePlan Plan(ObservedRole? role)
        {
            RequireOwnership(owner, role);
            return RolePlan.Diff(desired, role, declared);
        }
    }

    /// <summary>
    /// Not found is either: the role, which may not be visible everywhere yet, or the policy that the action names. A role that
    /// can be read tells which.
    /// </summary>
    private async Task<ObservedRole?> ApplyAsync(string name, RoleAction action, CancellationToken cancellationToken)
    {
        try
        {
            return await roles.ApplyAsync(name, action, cancellationToken);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound && action is RoleAction.Attach or RoleAction.PutBoundary)
        {
            if (await roles.ObserveAsync(name, TimeSpan.Zero, cancellationToken) is null)
                throw;
            throw new BlockedException(OutcomeKind.Stalled, Reasons.Rejected, $"{error.Operation} failed with {error.Code}: {error.Message}");
        }
    }

    private static void Record(Run run, ClusterIdentity identity, ObservedRole? observed, ImmutableArray<string> tagKeys, RolePlan plan)
    {
        if (observed is not null)
        {
            run.Findings = run.Findings with
            {
                Role = observed with { Arn = RoleArn.Of(observed, identity) },
                TagKeys = tagKeys,
                Quarantine = plan.Quarantine,
            };
        }
    }

    private static void RequireOwnership(Owner owner, ObservedRole? observed)
    {
        if (observed is null || owner.Owns(observed))
            return;
        var name = observed.Definition.Name;
        throw new BlockedException(OutcomeKind.Stalled, Reasons.RoleNotOwned, Owner.Of(observed.Definition.Tags) is { } other
            ? $"Role {name} belongs to the IrsaBinding {other.Namespace}/{other.Name} of the cluster {other.Cluster}: choose another role.name."
            : $"Role {name} exists and carries no ownership tags: choose another role.name, or delete the role.");
    }

    private Task AnnounceAsync(Run run, RoleDefinition desired, RolePlan plan, CancellationToken cancellationToken) =>
        plan.Actions[0] is RoleAction.Create
            ? events.ChangedAsync(run.Binding.Binding, Reasons.RoleCreated, $"Created role {desired.Name} with {plan.Actions.Length - 1} policies.", cancellationToken)
            : events.ChangedAsync(run.Binding.Binding, Reasons.RoleUpdated,
                $"Changed role {desired.Name}: {string.Join(", ", plan.Actions.Select(RoleActions.Describe))}.", cancellationToken);
}
