using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>What matters to us of a namespace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The resourceVersion that this was read at.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record NamespaceState(string Name, string? Version, ImmutableDictionary<string, string> Labels);
