using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>
/// One set of rules that the operator's owner has laid down for bindings. What a set leaves out it does not restrict; several
/// sets add up to the strictest.
/// </summary>
/// <param name="Source">Whose rules these are, as the sentences name it: "the operator's options", "IrsaPolicy team-a".</param>
internal sealed record GuardRails(string Source)
{
    /// <summary>Why the set can't be understood, as a sentence; such a set permits nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>The ARN of the boundary that every role must have.</summary>
    public string? PermissionsBoundary { get; init; }

    /// <summary>Globs of the ARNs that may be attached.</summary>
    public IReadOnlyList<string>? ManagedPolicies { get; init; }

    /// <summary>False: no inline policies.</summary>
    public bool? InlinePolicies { get; init; }

    /// <summary>Globs of the actions that inline documents may allow.</summary>
    public IReadOnlyList<string>? AllowedActions { get; init; }

    /// <summary>Globs of the actions that inline documents may not allow.</summary>
    public IReadOnlyList<string>? DeniedActions { get; init; }

    /// <summary>Globs of the namespaces that may have bindings.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Globs of the namespaces that may have none.</summary>
    public IReadOnlyList<string>? ExcludedNamespaces { get; init; }

    /// <summary>The most bindings in a namespace.</summary>
    public int? MaxBindings { get; init; }

    /// <summary>The IAM path of new roles.</summary>
    public string? RolePath { get; init; }

    /// <summary>What every role's name begins with.</summary>
    public string? RoleNamePrefix { get; init; }

    /// <summary>Tags that every role has.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = RoleDefinition.NoTags;
}
