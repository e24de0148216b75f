using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>
/// Policies that an incident responder puts on a role. Taking one away would undo the response, so whatever only denies
/// stays, whoever put it there.
/// </summary>
internal static class DenyOnlyPolicies
{
    // The documents of managed policies are not part of a role. These are the ones that AWS publishes for the purpose, known
    // without a call; AWSCompromisedKeyQuarantine comes in versions.
    private const string DenyAll = "AWSDenyAll";
    private const string Quarantine = "AWSCompromisedKeyQuarantine";

    /// <summary>The undeclared policies of the role that only deny: names of inline ones, ARNs of managed ones.</summary>
    /// <param name="desired">What the binding declares now.</param>
    /// <param name="current">What is on the role.</param>
    /// <param name="before">What the binding declared before: that is its own, and it may take it back.</param>
    /// <param name="denyOnly">The managed policies whose documents were found to deny only.</param>
    public static ImmutableHashSet<string> Undeclared(
        RoleDefinition desired, RoleDefinition current, Declared before, IReadOnlySet<string> denyOnly) =>
    [
        .. current.InlinePolicies
            .Where(policy => policy.Value is { OnlyDenies: true } && !desired.InlinePolicies.ContainsKey(policy.Key) && !before.Policies.Contains(policy.Key))
            .Select(policy => policy.Key),
        .. Suspects(desired, current, before).Where(arn => denyOnly.Contains(arn) || IsKnown(arn)),
    ];

    /// <summary>The undeclared managed policies whose documents have to be read before one of them is detached.</summary>
    public static IEnumerable<string> Unread(RoleDefinition desired, RoleDefinition current, Declared before) =>
        Suspects(desired, current, before).Where(arn => !IsKnown(arn));

    private static IEnumerable<string> Suspects(RoleDefinition desired, RoleDefinition current, Declared before) =>
        current.ManagedPolicies.Where(arn => !desired.ManagedPolicies.Contains(arn) && !before.Policies.Contains(arn));

    private static bool IsKnown(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        return arn.Contains(":iam::aws:policy/", StringComparison.Ordinal)
            && (name == DenyAll || name.StartsWith(Quarantine, StringComparison.Ordinal));
    }
}
