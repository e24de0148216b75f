using System.Collections.Immutable;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>What a binding wants of its ServiceAccount.</summary>
/// <param name="Annotations">Exactly the annotations that are ours to write.</param>
/// <param name="Create">Whether a missing ServiceAccount is made.</param>
internal sealed record ServiceAccountPlan(ImmutableSortedDictionary<string, string> Annotations, bool Create)
{
    public static ServiceAccountPlan For(BindingView binding, string roleArn) =>
        new(ServiceAccountAnnotations.For(binding, roleArn), binding.CreateServiceAccount);

    /// <summary>Whether both want the same.</summary>
    public bool SaysTheSameAs(ServiceAccountPlan other) => Create == other.Create && Annotations.SequenceEqual(other.Annotations);

    /// <summary>Whether the ServiceAccount already says all of it, and nothing that we said before and no longer mean.</summary>
    public bool IsMet(ServiceAccountState? serviceAccount) =>
        serviceAccount is not null
        && Annotations.All(annotation => serviceAccount.Annotations.GetValueOrDefault(annotation.Key) == annotation.Value)
        && serviceAccount.OurAnnotationKeys.All(key => key == WellKnown.OverriddenAnnotation || Annotations.ContainsKey(key));

    /// <summary>The same plan, which keeps the note of what was overridden: an apply that leaves it out would drop it.</summary>
    public ServiceAccountPlan Keeping(Overridden overridden) =>
        overridden.Annotations.IsEmpty ? this : this with { Annotations = Annotations.SetItem(WellKnown.OverriddenAnnotation, overridden.Text()) };

    /// <summary>The annotations that are there with another value, and not by us.</summary>
    public ImmutableSortedDictionary<string, string> InTheWay(ServiceAccountState serviceAccount) => Annotations
        .Where(wanted => !serviceAccount.OurAnnotationKeys.Contains(wanted.Key)
            && serviceAccount.Annotations.TryGetValue(wanted.Key, out var value) && value != wanted.Value)
        .ToImmutableSortedDictionary(wanted => wanted.Key, wanted => serviceAccount.Annotations[wanted.Key], StringComparer.Ordinal);

    /// <summary>The annotations of this plan that were ours on this ServiceAccount, and are somebody else's or gone.</summary>
    /// <param name="serviceAccount">The ServiceAccount as it is now.</param>
    /// <param name="bound">Whether it says that the binding has annotated it.</param>
    /// <param name="met">The plan that it was last seen to meet; null when that is not known.</param>
    public ImmutableHashSet<string> Lost(ServiceAccountState serviceAccount, bool bound, ServiceAccountPlan? met) =>
    [
        .. Annotations.Keys.Where(key => !serviceAccount.OurAnnotationKeys.Contains(key)
            && ((bound && key == WellKnown.RoleArnAnnotation) || met?.Annotations.ContainsKey(key) == true)),
    ];
}
