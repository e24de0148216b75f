using System.Collections.Immutable;
using IrsaOperator.Planning;

namespace IrsaOperator.Status;

/// <summary>What a reconcile found out on its way, however it ended.</summary>
internal sealed record Findings
{
    public string? ServiceAccount { get; init; }

    public Trust? Trust { get; init; }

    /// <summary>The operator's role as it is now; null when the reconcile did not get that far.</summary>
    public ObservedRole? Role { get; init; }

    /// <summary>What the binding declares of it, and while it is being changed what it declared before.</summary>
    public Declared Declared { get; init; } = Declared.Nothing;

    /// <summary>The digest of the declaration that the role fits; null while it is being made to fit.</summary>
    public string? Declaration { get; init; }

    /// <summary>The role of somebody else, where the binding names one.</summary>
    public ExistingRole? ExistingRole { get; init; }

    /// <summary>Why provider and role could not be checked; null when they were.</summary>
    public string? Unchecked { get; init; }

    /// <summary>Changes that somebody else made to the role.</summary>
    public ImmutableArray<string> Drift { get; init; } = [];

    /// <summary>Whether these changes were left as they are.</summary>
    public bool DriftIsLeft { get; init; }

    /// <summary>Conditions beside those of the steps.</summary>
    public ImmutableArray<Remark> Remarks { get; init; } = [];

    /// <summary>Whether the exchange of a token is tried, and so has a condition.</summary>
    public bool VerifiesCredentials { get; init; }
}
