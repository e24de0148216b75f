using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>The second step: the role is in IAM as declared.</summary>
internal sealed class RoleStep(IRoles roles, RolePlanner planner, DriftStep drift, ReconcilerOptions options, BindingEvents events)
{
    public bool IsSettling(string roleName) => roles.IsSettling(roleName);

    public async Task<ObservedRole> EnsureAsync(Run run, ClusterIdentity identity, CancellationToken cancellationToken)
    {
        run.Step = Step.Role;
        var binding = run.Binding;
        var change = new RoleChange(binding, identity, DesiredRole.From(binding, identity, run.Planning));
        var observed = await ObserveAsync(change, cancellationToken);
        try
        {
            return await ConvergeAsync(run, change, observed, cancellationToken);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.AlreadyExists)
        {
            // The role was presumed absent to save a read, or a read that lags did not show it; it is there, perhaps from a run that ended half-way.
            observed = await roles.ReadAsync(change.Name, TimeSpan.Zero, cancellationToken)
                ?? throw new BlockedException(OutcomeKind.Waiting, Reasons.Propagating, $"IAM says that role {change.Name} exists, and does not show it yet.");
            return await ConvergeAsync(run, change, observed, cancellationToken);
        }
    }

    /// <summary>
    /// A binding that never had a role is presumed to have none: CreateRole finds out without a read. One that is known to be in the
    /// way is looked at again like any other, for it may be gone or somebody else's by now.
    /// </summary>
    private async Task<ObservedRole?> ObserveAsync(RoleChange change, CancellationToken cancellationToken) =>
        change.FormerId is null && roles.Known(change.Name) is null
            ? null
            : await roles.ObserveAsync(change.Name, options.MaxRoleAge, cancellationToken);

    private async Task<ObservedRole> ConvergeAsync(Run run, RoleChange change, ObservedRole? observed, CancellationToken cancellationToken)
    {
        (observed, var plan) = await planner.PlanAsync(change, observed, cancellationToken);
        Remark(run, plan);
        var actions = change.IsDrift(plan) ? await drift.JudgeAsync(run, change, observed, plan, cancellationToken) : plan.Actions;
        var before = observed;
        foreach (var action in actions)
        {
            observed = await ApplyAsync(change.Name, action, cancellationToken);
            Record(run, change, observed, underWay: true);
        }

        if (actions.Length < plan.Actions.Length)
        {
            Record(run, change, observed, underWay: true);
            throw DriftStep.Left(change, run.Findings, plan);
        }

        Record(run, change, observed, underWay: false);
        run.Findings = run.Findings with { Trust = change.Trust };
        if (!plan.Actions.IsEmpty)
            await AnnounceAsync(change, before, observed!, plan, cancellationToken);
        return observed!;
    }

    /// <summary>
    /// Not found is either: the role, which may not be visible everywhere yet, or the policy that the action names. A role that
    /// can be read tells which; one that we made a moment ago may have become visible since the action was tried, so it is tried again.
    /// </summary>
    private async Task<ObservedRole?> ApplyAsync(string name, RoleAction action, CancellationToken cancellationToken)
    {
        try
        {
            return await roles.ApplyAsync(name, action, cancellationToken);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound && action is RoleAction.Attach or RoleAction.PutBoundary)
        {
            if (await roles.ReadAsync(name, TimeSpan.Zero, cancellationToken) is null)
                throw;
            if (!roles.IsSettling(name))
                throw NamesNothing(error);
        }

        try
        {
            return await roles.ApplyAsync(name, action, cancellationToken);
        }
        catch (AwsException error) when (error.Kind == AwsErrorKind.NotFound)
        {
            throw NamesNothing(error);
        }

        static BlockedException NamesNothing(AwsException error) =>
            new(OutcomeKind.Stalled, Reasons.Rejected, $"{error.Operation} failed with {error.Code}: {error.Message}");
    }

    private static void Remark(Run run, RolePlan plan)
    {
        if (!plan.Quarantine.IsEmpty)
        {
            run.Remark(new Remark(ConditionTypes.Quarantined, Status: true, Reasons.DenyPolicyAttached,
                $"Left on the role, because they only deny or can't be read: {string.Join(", ", plan.Quarantine)}."));
        }
    }

    /// <summary>While the role is being changed, what was declared before counts as ours too: whatever is interrupted is cleaned up later.</summary>
    private static void Record(Run run, RoleChange change, ObservedRole? observed, bool underWay)
    {
        if (observed is null)
            return;
        run.Findings = run.Findings with
        {
            Role = observed with { Arn = RoleArn.Of(observed, change.Identity) },
            Declared = underWay ? change.Declares.And(change.Before) : change.Declares,
            Declaration = !underWay || change.IsSameDeclaration ? change.Digest : null,
        };
    }

    private async Task AnnounceAsync(RoleChange change, ObservedRole? before, ObservedRole after, RolePlan plan, CancellationToken cancellationToken)
    {
        var (name, binding) = (change.Name, change.Binding.Binding);
        var changes = string.Join(", ", plan.Actions.Select(RoleActions.Describe));
        await (before switch
        {
            null when change.FormerId is { } formerId => events.WarnAsync(binding, Reasons.RoleRecreated,
                $"Role {name} ({formerId}) had been deleted and was made anew as {after.Id}: whatever names the role by its old id has to be changed.", cancellationToken),
            // The status says all of it, and a thousand new bindings must not write a thousand events.
            null => Task.CompletedTask,
            _ when Owner.Of(before.Definition.Tags)?.Uid != change.Owner.Uid => events.ChangedAsync(binding, Reasons.RoleAdopted,
                $"Took over role {name}: {changes}.", cancellationToken),
            _ => events.ChangedAsync(binding, Reasons.RoleUpdated, $"Changed role {name}: {changes}.", cancellationToken),
        });
    }
}
