using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>What a binding wants of its ServiceAccount.</summary>
/// <param name="Annotations">Exactly the annotations that are ours to write.</param>
/// <param name="Create">Whether a missing ServiceAccount is made.</param>
internal sealed record ServiceAccountPlan(ImmutableSortedDictionary<string, string> Annotations, bool Create)
{
    public static ServiceAccountPlan For(BindingView binding, string roleArn) =>
        new(ServiceAccountAnnotations.For(binding, roleArn), binding.CreateServiceAccount);

    /// <summary>Whether the ServiceAccount already says all of it, and nothing that we said before and no longer mean.</summary>
    public bool IsMet(ServiceAccountState? serviceAccount) =>
        serviceAccount is not null
        && Annotations.All(annotation => serviceAccount.Annotations.GetValueOrDefault(annotation.Key) == annotation.Value)
        && serviceAccount.OurAnnotationKeys.All(Annotations.ContainsKey);
}
