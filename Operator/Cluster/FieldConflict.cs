namespace IrsaOperator.Cluster;

/// <summary>A field that somebody else holds.</summary>
/// <param name="Manager">The field manager's name.</param>
/// <param name="Field">The field's path.</param>
internal sealed record FieldConflict(string Manager, string Field);
