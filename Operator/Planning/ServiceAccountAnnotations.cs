using System.Collections.Immutable;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>The annotations that the pod identity webhook reads, as a binding wants them, and the mark of the binding.</summary>
internal static class ServiceAccountAnnotations
{
    public static ImmutableSortedDictionary<string, string> For(BindingView binding, string roleArn)
    {
        var annotations = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        annotations[WellKnown.RoleArnAnnotation] = roleArn;
        annotations[WellKnown.BindingAnnotation] = binding.Name;
        if (binding.Audience != WellKnown.DefaultAudience)
            annotations[WellKnown.AudienceAnnotation] = binding.Audience;
        if (binding.ServiceAccountSpec.TokenExpirationSeconds is { } seconds)
            annotations[WellKnown.TokenExpirationAnnotation] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (binding.ServiceAccountSpec.StsRegionalEndpoints is { } regional)
            annotations[WellKnown.StsRegionalEndpointsAnnotation] = regional ? "true" : "false";
        return annotations.ToImmutable();
    }
}
