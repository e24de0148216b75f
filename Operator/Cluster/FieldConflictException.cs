namespace IrsaOperator.Cluster;

/// <summary>Other field managers hold fields that an apply wanted to set to other values.</summary>
internal sealed class FieldConflictException(IReadOnlyList<FieldConflict> conflicts, Exception inner)
    : Exception(string.Join("; ", conflicts.Select(conflict => $"{conflict.Manager} holds {conflict.Field}")), inner)
{
    public IReadOnlyList<FieldConflict> Conflicts { get; } = conflicts;
}
