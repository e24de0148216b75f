namespace IrsaOperator.Planning;

/// <summary>How the status lists a policy: the ARN of a managed one, name@digest of an inline one.</summary>
internal static class PolicyEntry
{
    private const string Unreadable = "unreadable";

    /// <summary>The entries of the role's declared policies; what somebody else put on the role is not among them.</summary>
    public static IEnumerable<string> Of(RoleDefinition role, Declared declared) =>
    [
        .. role.ManagedPolicies.Where(declared.Policies.Contains),
        .. role.InlinePolicies
            .Where(policy => declared.Policies.Contains(policy.Key))
            .Select(policy => $"{policy.Key}@{policy.Value?.Digest ?? Unreadable}"),
    ];

    /// <summary>The ARN or the name. An ARN may hold an @ as well; an inline policy's name never holds a colon, its digest does.</summary>
    public static string Key(string entry)
    {
        if (entry.StartsWith("arn:", StringComparison.Ordinal))
            return entry;
        var at = entry.LastIndexOf('@');
        return at < 0 ? entry : entry[..at];
    }
}
