namespace IrsaOperator.Planning;

/// <summary>The part of a cluster that this operator works on; what is outside belongs to another one, and is left alone.</summary>
/// <param name="Included">Globs of its namespaces; null for all.</param>
/// <param name="Excluded">Globs of namespaces that are not part of it; null for none.</param>
internal sealed record NamespaceScope(IReadOnlyList<string>? Included, IReadOnlyList<string>? Excluded)
{
    /// <summary>The whole cluster.</summary>
    public static NamespaceScope Everything { get; } = new(Included: null, Excluded: null);

    /// <summary>Whether the namespace is part of it.</summary>
    public bool Contains(string? @namespace) =>
        (Included is null || Glob.MatchesAny(Included, @namespace ?? ""))
        && (Excluded is null || !Glob.MatchesAny(Excluded, @namespace ?? ""));
}
