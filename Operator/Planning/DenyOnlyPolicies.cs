using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>
/// Policies that an incident responder puts on a role. Taking one away would undo the response, so whatever only denies
/// stays, whoever put it there.
/// </summary>
internal static class DenyOnlyPolicies
{
    // The documents of managed policies are not part of a role. These are the ones that AWS publishes for the purpose;
    // AWSCompromisedKeyQuarantine comes in versions.
    private const string DenyAll = "AWSDenyAll";
    private const string Quarantine = "AWSCompromisedKeyQuarantine";

    /// <summary>The undeclared policies of the role that only deny: names of inline ones, ARNs of managed ones.</summary>
    public static ImmutableHashSet<string> Undeclared(RoleDefinition desired, RoleDefinition current) =>
    [
        .. current.InlinePolicies
            .Where(policy => policy.Value is { OnlyDenies: true } && !desired.InlinePolicies.ContainsKey(policy.Key))
            .Select(policy => policy.Key),
        .. current.ManagedPolicies.Where(arn => !desired.ManagedPolicies.Contains(arn) && IsKnown(arn)),
    ];

    private static bool IsKnown(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        return arn.Contains(":iam::aws:policy/", StringComparison.Ordinal)
            && (name == DenyAll || name.StartsWith(Quarantine, StringComparison.Ordinal));
    }
}
