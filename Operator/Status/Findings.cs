using System.Collections.Immutable;
using IrsaOperator.Planning;

namespace IrsaOperator.Status;

/// <summary>What a reconcile found out on its way, however it ended.</summary>
internal sealed record Findings
{
    public string? ServiceAccount { get; init; }

    public Trust? Trust { get; init; }

    /// <summary>The role as it is now; null when the reconcile did not get that far.</summary>
    public ObservedRole? Role { get; init; }

    /// <summary>The tag keys that the binding declares.</summary>
    public ImmutableArray<string> TagKeys { get; init; } = [];

    /// <summary>Conditions beside those of the steps.</summary>
    public ImmutableArray<Remark> Remarks { get; init; } = [];

    /// <summary>Whether the exchange of a token is tried, and so has a condition.</summary>
    public bool VerifiesCredentials { get; init; }
}
