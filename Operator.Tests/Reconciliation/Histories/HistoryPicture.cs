using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What a history comes to, as text that two worlds have in common: ids are new in each.</summary>
internal static class HistoryPicture
{
    public static IReadOnlyList<string> Of(IHistoryWorld world, HistoryState state)
    {
        var keys = world.Subjects.ToDictionary(subject => subject.Uid, subject => subject.Key, StringComparer.Ordinal);
        return
        [
            .. state.Roles.Values.OrderBy(role => role.Name, StringComparer.Ordinal).Select(role =>
                $"role {role.Path}{role.Name} {role.Trust?.Canonical} {role.Description} {role.MaxSessionDurationSeconds} {role.PermissionsBoundary} {string.Join(',', role.ManagedPolicies)} "
                + $"{string.Join(',', role.InlinePolicies.Select(policy => $"{policy.Key}={policy.Value?.Canonical}"))} {string.Join(',', role.Tags.Where(tag => tag.Key != Owner.UidTag))}"),
            .. state.ServiceAccounts.OrderBy(account => account.Key).Select(account =>
                $"service account {account.Key} {string.Join(',', account.Value.Annotations.OrderBy(annotation => annotation.Key, StringComparer.Ordinal))} "
                + $"ours {string.Join(',', account.Value.OurAnnotationKeys.Order(StringComparer.Ordinal))} of {Owned(keys, account.Value.OwnerUid)} {(state.Held.Contains(account.Key) ? "held" : "")}"),
            .. world.Subjects.OrderBy(subject => subject.Key, StringComparer.Ordinal).Select(subject => $"binding {subject.Key} {string.Join(' ', Conditions(subject))}"),
        ];
    }

    public static IEnumerable<string> Conditions(Subject subject) => (subject.Binding.Status?.Conditions ?? [])
        .Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}").Order(StringComparer.Ordinal);

    private static string Owned(Dictionary<string, string> keys, string? uid) => uid is null ? "nobody" : keys.GetValueOrDefault(uid, "one that is gone");
}
