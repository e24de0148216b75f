using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>What the operator's owner decides for a binding's role.</summary>
/// <param name="RolePath">The IAM path of new roles, with a slash at both ends.</param>
/// <param name="PermissionsBoundary">The boundary of roles whose binding names none; null for none.</param>
internal sealed record PlanningOptions(string RolePath, string? PermissionsBoundary)
{
    /// <summary>The boundary of every role, whatever its binding names; null where bindings are free.</summary>
    public string? ForcedBoundary { get; init; }

    /// <summary>What derived role names begin with.</summary>
    public string RoleNamePrefix { get; init; } = "";

    /// <summary>Tags that every role has beside the binding's own.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = RoleDefinition.NoTags;
}
