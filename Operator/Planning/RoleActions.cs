namespace IrsaOperator.Planning;

/// <summary>What an action makes of a role, without IAM: the cache follows our own writes by it.</summary>
internal static class RoleActions
{
    /// <summary>The role after the action; null after its deletion.</summary>
    /// <param name="role">The role before; null when there is none.</param>
    /// <param name="action">The action that IAM has confirmed.</param>
    public static ObservedRole? After(ObservedRole? role, RoleAction action)
    {
        if (role is null)
            return null;
        var definition = role.Definition;
        return action switch
        {
            RoleAction.Create create => role with { Definition = create.Definition },
            RoleAction.UpdateTrust update => role with { Definition = definition with { Trust = update.Document } },
            RoleAction.UpdateSettings update => role with
            {
                Definition = definition with
                {
                    Description = update.Description,
                    MaxSessionDurationSeconds = update.MaxSessionDurationSeconds,
                },
            },
            RoleAction.PutBoundary put => role with { Definition = definition with { PermissionsBoundary = put.PolicyArn } },
            RoleAction.DeleteBoundary => role with { Definition = definition with { PermissionsBoundary = null } },
            RoleAction.PutTags put => role with { Definition = definition with { Tags = definition.Tags.SetItems(put.Tags) } },
            RoleAction.DeleteTags delete => role with { Definition = definition with { Tags = definition.Tags.RemoveRange(delete.Keys) } },
            RoleAction.Attach attach => role with
            {
                Definition = definition with { ManagedPolicies = definition.ManagedPolicies.Add(attach.PolicyArn) },
            },
            RoleAction.Detach detach => role with
            {
                Definition = definition with { ManagedPolicies = definition.ManagedPolicies.Remove(detach.PolicyArn) },
            },
            RoleAction.PutInline put => role with
            {
                Definition = definition with { InlinePolicies = definition.InlinePolicies.SetItem(put.PolicyName, put.Document) },
            },
            RoleAction.DeleteInline delete => role with
            {
                Definition = definition with { InlinePolicies = definition.InlinePolicies.Remove(delete.PolicyName) },
            },
            RoleAction.LeaveInstanceProfiles => role,
            RoleAction.Delete => null,
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Every action has an effect."),
        };
    }

    /// <summary>The action in a few words, for people.</summary>
    public static string Describe(RoleAction action) => action switch
    {
        RoleAction.Create create => $"create {create.Definition.Name}",
        RoleAction.UpdateTrust => "trust policy",
        RoleAction.UpdateSettings => "description and session duration",
        RoleAction.PutBoundary put => $"permissions boundary {put.PolicyArn}",
        RoleAction.DeleteBoundary => "no permissions boundary",
        RoleAction.PutTags put => $"tags {string.Join(" ", put.Tags.Keys)}",
        RoleAction.DeleteTags delete => $"without tags {string.Join(" ", delete.Keys)}",
        RoleAction.Attach attach => $"attached {attach.PolicyArn}",
        RoleAction.Detach detach => $"detached {detach.PolicyArn}",
        RoleAction.PutInline put => $"wrote inline policy {put.PolicyName}",
        RoleAction.DeleteInline delete => $"deleted inline policy {delete.PolicyName}",
        RoleAction.LeaveInstanceProfiles => "left its instance profiles",
        RoleAction.Delete => "deleted",
        _ => action.ToString(),
    };
}
