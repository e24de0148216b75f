using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>A ServiceAccount as the API server has it.</summary>
/// <param name="Uid">Its uid: a ServiceAccount made anew under the same name is another one.</param>
/// <param name="Annotations">All its annotations.</param>
/// <param name="OurAnnotationKeys">Those that our field manager has applied and still owns.</param>
/// <param name="OwnerUid">The uid of the binding that its owner reference names; null when no binding made it.</param>
internal sealed record ServiceAccountState(
    string Uid,
    ImmutableDictionary<string, string> Annotations,
    ImmutableHashSet<string> OurAnnotationKeys,
    string? OwnerUid);
