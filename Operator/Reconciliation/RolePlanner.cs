using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>Plans a role's changes, and finds out what has to be known before the first of them is made.</summary>
internal sealed class RolePlanner(IRoles roles, IManagedPolicies policies, IAccountLimits limits)
{
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Plans on what is known. What is known may be some minutes old, and somebody else's role may bear the name by now: before
    /// a role is changed it is read, unless it was just read, or we changed it so lately that IAM's answers may lag behind.
    /// </summary>
    public async Task<(ObservedRole? Observed, RolePlan Plan)> PlanAsync(RoleChange change, ObservedRole? observed, CancellationToken cancellationToken)
    {
        var plan = Plan(change, observed, []);
        if (plan.Actions.IsEmpty)
            return (observed, plan);
        if ((await limits.GetAsync(cancellationToken)).Problem(change.Desired) is { } problem)
            throw new BlockedException(OutcomeKind.Stalled, Reasons.LimitExceeded, problem);
        if (observed is null)
            return (observed, plan);
        if (!roles.IsSettling(change.Name))
        {
            observed = await roles.ReadAsync(change.Name, JustNow, cancellationToken);
            plan = Plan(change, observed, []);
        }

        return observed is not null && plan.Actions.OfType<RoleAction.Detach>().Any()
            ? (observed, Plan(change, observed, await DenyOnlyAsync(change, observed, cancellationToken)))
            : (observed, plan);
    }

    private static RolePlan Plan(RoleChange change, ObservedRole? observed, ImmutableHashSet<string> denyOnly) =>
        Ownership.Problem(change.Owner, observed, change.Binding.AdoptRole, change.Desired) is { } problem
            ? throw new BlockedException(OutcomeKind.Stalled, Reasons.RoleNotOwned, problem)
            : RolePlan.Diff(change.Desired, observed, change.Before, denyOnly);

    /// <summary>
    /// Before a policy that somebody else attached is detached, its document is read: one that only denies stays (I2). So does
    /// one that can't be read, for it may be such a one.
    /// </summary>
    private async Task<ImmutableHashSet<string>> DenyOnlyAsync(RoleChange change, ObservedRole observed, CancellationToken cancellationToken)
    {
        var denyOnly = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var arn in DenyOnlyPolicies.Unread(change.Desired, observed.Definition, change.Before))
        {
            if (await policies.OnlyDeniesAsync(arn, cancellationToken) != false)
                denyOnly.Add(arn);
        }

        return denyOnly.ToImmutable();
    }
}
