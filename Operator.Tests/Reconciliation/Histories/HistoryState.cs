using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What the account and the cluster of a history hold.</summary>
/// <param name="Roles">The roles, by name.</param>
/// <param name="ServiceAccounts">The ServiceAccounts.</param>
/// <param name="Held">Those of which somebody else holds an annotation that bindings want.</param>
internal sealed record HistoryState(
    IReadOnlyDictionary<string, RoleDefinition> Roles,
    IReadOnlyDictionary<(string Namespace, string Name), ServiceAccountState> ServiceAccounts,
    IReadOnlySet<(string Namespace, string Name)> Held)
{
    public RoleDefinition? Role(string name) => Roles.FirstOrDefault(role => string.Equals(role.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
