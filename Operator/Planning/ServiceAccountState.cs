using System.Collections.Immutable;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>A ServiceAccount as the API server has it.</summary>
/// <param name="Uid">Its uid: a ServiceAccount made anew under the same name is another one.</param>
/// <param name="ResourceVersion">The version of it that this is.</param>
/// <param name="Annotations">All its annotations.</param>
/// <param name="OurAnnotationKeys">Those that our field manager has applied and still owns.</param>
/// <param name="OwnerUid">The uid of the binding that its owner reference names; null when no binding made it.</param>
internal sealed record ServiceAccountState(
    string Uid,
    string ResourceVersion,
    ImmutableDictionary<string, string> Annotations,
    ImmutableHashSet<string> OurAnnotationKeys,
    string? OwnerUid)
{
    /// <summary>Whether the binding has annotated exactly this ServiceAccount, or made it, before.</summary>
    public bool IsBoundBy(BindingView binding) =>
        OwnerUid == binding.Uid
        || (OurAnnotationKeys.Contains(WellKnown.BindingAnnotation) && Annotations.GetValueOrDefault(WellKnown.BindingAnnotation) == binding.Name);
}
