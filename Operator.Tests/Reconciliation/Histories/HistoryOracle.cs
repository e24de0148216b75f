using System.Collections.Immutable;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What the specs, and what others left in the account and the cluster, determine. It knows nothing of how the operator gets there.</summary>
internal static class HistoryOracle
{
    /// <summary>The reason of the Ready condition at the end.</summary>
    /// <param name="subject">The binding.</param>
    /// <param name="world">All bindings that are left.</param>
    /// <param name="role">The role of the binding's name, as others left it.</param>
    /// <param name="serviceAccount">Whether its ServiceAccount was there.</param>
    /// <param name="held">Whether somebody else holds an annotation of it.</param>
    /// <returns>One of these; none when the order of events may decide.</returns>
    public static IReadOnlyList<string> Reasons(Subject subject, IHistoryWorld world, RoleDefinition? role, bool serviceAccount, bool held)
    {
        var wish = subject.Wish;
        var rivals = world.Subjects.Where(other => other != subject && AreRivals(wish, other.Wish)).ToList();
        if (rivals.Append(subject).OrderBy(one => one.Number).SkipLast(1).Any(one => one.StoodAside) && rivals.Count > 0)
            return [];
        if (rivals.Exists(rival => rival.Number < subject.Number))
            return [Api.Reasons.Conflict];
        if (RoleProblem(wish, role, world.Names.Identity) is { } problem)
            return [problem];
        if (!serviceAccount && !wish.CreateServiceAccount)
            return [Api.Reasons.ServiceAccountMissing];
        return held && !wish.Override ? [Api.Reasons.AnnotationConflict, Api.Reasons.Reconciled] : [Api.Reasons.Reconciled];
    }

    /// <summary>What a role of the operator's differs in from its declaration; null when in nothing.</summary>
    public static string? Difference(Wish wish, RoleDefinition? role, ClusterIdentity identity)
    {
        if (role is null)
            return "there is none";
        if (!ExactTrust.Admits(role.Trust, wish, identity))
            return $"trust is {role.Trust}";
        if (role.Description != wish.Description || role.MaxSessionDurationSeconds != wish.Duration || role.PermissionsBoundary != wish.Boundary)
            return $"settings are {role.Description}, {role.MaxSessionDurationSeconds}, {role.PermissionsBoundary}";
        if (!role.ManagedPolicies.SetEquals(PoliciesOf(wish)))
            return $"managed policies are {string.Join(' ', role.ManagedPolicies)}";
        if (!role.InlinePolicies.Keys.SequenceEqual(wish.Inline.Keys) || wish.Inline.Any(policy => !Document(policy.Value).Equals(role.InlinePolicies[policy.Key])))
            return $"inline policies are {string.Join(' ', role.InlinePolicies)}";
        if (wish.Team is not null && role.Tags.GetValueOrDefault("team") != wish.Team)
            return $"tag team is {role.Tags.GetValueOrDefault("team")}";
        return Owner.Of(role.Tags) is { } owner && owner.Namespace == wish.Namespace && owner.Name == wish.Name ? null : $"owner is {Owner.Of(role.Tags)}";
    }

    public static ImmutableSortedSet<string> PoliciesOf(Wish wish) => [.. wish.Managed.Select(policy => $"arn:aws:iam::aws:policy/{policy}")];

    public static PolicyDocument Document(string action) => PolicyDocument.From(BindingView.Json(Sample.Document(action)));

    private static string? RoleProblem(Wish wish, RoleDefinition? role, ClusterIdentity identity)
    {
        if (wish.RoleArn is not null)
        {
            if (role is null)
                return Api.Reasons.RoleMissing;
            return ExactTrust.Admits(role.Trust, wish, identity) ? null : Api.Reasons.TrustDoesNotAdmit;
        }

        if (role is null)
            return null;
        return Owner.Of(role.Tags) is { } owner
            ? owner.Namespace == wish.Namespace && owner.Name == wish.Name ? null : Api.Reasons.RoleNotOwned
            : wish.Adopt ? null : Api.Reasons.RoleNotOwned;
    }

    private static bool AreRivals(Wish left, Wish right) =>
        (left.Namespace == right.Namespace && left.ServiceAccount == right.ServiceAccount)
        || (left.RoleArn is null && right.RoleArn is null && left.RoleName is not null && string.Equals(left.RoleName, right.RoleName, StringComparison.OrdinalIgnoreCase));
}
