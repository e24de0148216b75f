using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>What somebody else changed on a role, told from the actions that would undo it.</summary>
internal static class Drift
{
    /// <summary>One entry for each change, in the words of what was found.</summary>
    /// <param name="observed">The role as it was found; null when it is gone.</param>
    /// <param name="desired">The role as declared.</param>
    /// <param name="plan">What turns the one into the other.</param>
    /// <param name="formerId">The unique id that the role had.</param>
    public static ImmutableArray<string> Changes(ObservedRole? observed, RoleDefinition desired, RolePlan plan, string? formerId) => observed is null
        ? [$"role {desired.Name} ({formerId}) was deleted"]
        : [.. plan.Actions.SelectMany(action => Change(observed.Definition, action))];

    private static IEnumerable<string> Change(RoleDefinition current, RoleAction action) => action switch
    {
        RoleAction.UpdateTrust => ["trust policy was changed"],
        RoleAction.UpdateSettings update => Settings(current, update),
        RoleAction.PutBoundary when current.PermissionsBoundary is null => ["permissions boundary was removed"],
        RoleAction.PutBoundary => [$"permissions boundary was changed to {current.PermissionsBoundary}"],
        RoleAction.DeleteBoundary => [$"permissions boundary {current.PermissionsBoundary} was added"],
        RoleAction.PutTags put => put.Tags.Keys.Select(key => current.Tags.ContainsKey(key) ? $"tag {key} was changed" : $"tag {key} was removed"),
        RoleAction.DeleteTags delete => delete.Keys.Select(key => $"tag {key} was added"),
        RoleAction.Attach attach => [$"managed policy {attach.PolicyArn} was detached"],
        RoleAction.Detach detach => [$"managed policy {detach.PolicyArn} was attached"],
        RoleAction.PutInline put => [$"inline policy {put.PolicyName} was {(current.InlinePolicies.ContainsKey(put.PolicyName) ? "changed" : "deleted")}"],
        RoleAction.DeleteInline delete => [$"inline policy {delete.PolicyName} was added"],
        _ => [],
    };

    private static IEnumerable<string> Settings(RoleDefinition current, RoleAction.UpdateSettings update)
    {
        if (current.Description != update.Description)
            yield return "description was changed";
        if (current.MaxSessionDurationSeconds != update.MaxSessionDurationSeconds)
            yield return $"session duration was changed to {current.MaxSessionDurationSeconds} s";
    }

    /// <summary>Whether undoing the change takes something away and gives nothing.</summary>
    public static bool OnlyTakesAway(RoleAction action) => action is RoleAction.Detach or RoleAction.DeleteInline;
}
