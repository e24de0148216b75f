using IrsaOperator.Api;

namespace IrsaOperator.Status;

/// <summary>Whether two statuses say the same, member by member: a pass over thousands of unchanged bindings asks this of each.</summary>
internal static class StatusEquality
{
    public static bool Same(IrsaBindingStatus? left, IrsaBindingStatus? right) =>
        Equal(left ?? new IrsaBindingStatus(), right ?? new IrsaBindingStatus());

    private static bool Equal(IrsaBindingStatus left, IrsaBindingStatus right) =>
        left.ObservedGeneration == right.ObservedGeneration
        && left.ServiceAccount == right.ServiceAccount
        && Both(left.Role, right.Role, Same)
        && Both(left.Trust, right.Trust, Same)
        && Each(left.Policies, right.Policies, string.Equals)
        && Both(left.LastDrift, right.LastDrift, Same)
        && Each(left.Conditions, right.Conditions, Same);

    private static bool Same(RoleStatus left, RoleStatus right) =>
        left.Name == right.Name
        && left.Arn == right.Arn
        && left.Id == right.Id
        && Same(left.Created, right.Created)
        && Same(left.LastUsed, right.LastUsed)
        && left.Declaration == right.Declaration
        && Each(left.TagKeys, right.TagKeys, string.Equals);

    private static bool Same(TrustStatus left, TrustStatus right) =>
        left.Provider == right.Provider && left.Subject == right.Subject && left.Audience == right.Audience;

    private static bool Same(DriftStatus left, DriftStatus right) =>
        Same(left.Time, right.Time) && Each(left.Changes, right.Changes, string.Equals);

    private static bool Same(BindingCondition left, BindingCondition right) =>
        left.Type == right.Type
        && left.Status == right.Status
        && left.ObservedGeneration == right.ObservedGeneration
        && Same(left.LastTransitionTime, right.LastTransitionTime)
        && left.Reason == right.Reason
        && left.Message == right.Message;

    /// <summary>Equal moments, in whatever time zone each is written.</summary>
    private static bool Same(DateTime? left, DateTime? right) => left?.ToUniversalTime() == right?.ToUniversalTime();

    private static bool Both<T>(T? left, T? right, Func<T, T, bool> same)
        where T : class => left is null || right is null ? ReferenceEquals(left, right) : same(left, right);

    /// <summary>No list is not an empty one: the API server keeps the two apart.</summary>
    private static bool Each<T>(IList<T>? left, IList<T>? right, Func<T, T, bool> same)
    {
        if (left is null || right is null)
            return ReferenceEquals(left, right);
        if (left.Count != right.Count)
            return false;
        for (var at = 0; at < left.Count; at++)
        {
            if (!same(left[at], right[at]))
                return false;
        }

        return true;
    }
}
