using System.Collections.Immutable;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>
/// A ServiceAccount as the watch keeps it. A cluster has tens of thousands, most of which concern no binding: of each remains what tells
/// whether it says what a binding wants.
/// </summary>
[Ignore]
[KubernetesEntity(Group = V1ServiceAccount.KubeGroup, ApiVersion = V1ServiceAccount.KubeApiVersion, Kind = V1ServiceAccount.KubeKind, PluralName = V1ServiceAccount.KubePluralName)]
public sealed class WatchedServiceAccount : IKubernetesObject<V1ObjectMeta>, IJsonOnDeserialized
{
    /// <inheritdoc />
    public string ApiVersion { get; set; } = V1ServiceAccount.KubeApiVersion;

    /// <inheritdoc />
    public string Kind { get; set; } = V1ServiceAccount.KubeKind;

    /// <inheritdoc />
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The annotations that the operator has applied and still owns.</summary>
    [JsonIgnore]
    public ImmutableHashSet<string> AppliedAnnotations { get; private set; } = [];

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Metadata is not { } whole)
            return;
        var annotations = whole.Annotations?.Where(annotation => IsOurs(annotation.Key))
            .ToDictionary(annotation => TextPool.Share(annotation.Key), annotation => TextPool.Share(annotation.Value), StringComparer.Ordinal);
        AppliedAnnotations = ManagedFields.AnnotationKeys(whole, WellKnown.FieldManager);
        var owners = whole.OwnerReferences?.Where(owner => owner.Kind == WellKnown.Kind).Select(Shrunk).ToList();
        Metadata = new V1ObjectMeta
        {
            Name = TextPool.Share(whole.Name),
            NamespaceProperty = TextPool.Share(whole.NamespaceProperty),
            Uid = whole.Uid,
            ResourceVersion = whole.ResourceVersion,
            DeletionTimestamp = whole.DeletionTimestamp,
            Annotations = annotations is { Count: > 0 } ? annotations : null,
            OwnerReferences = owners is { Count: > 0 } ? owners : null,
        };
    }

    private static V1OwnerReference Shrunk(V1OwnerReference owner)
    {
        (owner.ApiVersion, owner.Kind, owner.Name, owner.Uid) =
            (TextPool.Share(owner.ApiVersion), TextPool.Share(owner.Kind), TextPool.Share(owner.Name), TextPool.Share(owner.Uid));
        return owner;
    }

    private static bool IsOurs(string annotation) =>
        annotation.StartsWith(WellKnown.Group + "/", StringComparison.Ordinal) || annotation.StartsWith(WellKnown.EksPrefix, StringComparison.Ordinal);
}
