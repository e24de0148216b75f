namespace KubeOps.Abstractions.Entities;

/// <summary>The names under which the API server knows a kind.</summary>
/// <param name="Kind">The kind, such as <c>Pod</c>.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Group">The API group; null or empty for the core group.</param>
/// <param name="Plural">The plural; by default the kind with an s.</param>
public record EntityMetadata(string Kind, string Version, string? Group = null, string? Plural = null)
{
    public string ListKind => $"{Kind}List";

    public string SingularName => Kind.ToLowerInvariant();

    public string PluralName => (Plural ?? $"{Kind}s").ToLowerInvariant();

    public string GroupWithVersion => string.IsNullOrEmpty(Group) ? Version : $"{Group}/{Version}";
}
