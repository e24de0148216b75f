using System.Collections.Immutable;

namespace IrsaOperator.Planning;

/// <summary>
/// The binding that a role belongs to, as the role's tags tell it: the cluster by its issuer (unique for every EKS
/// cluster and known without any right in EKS), the binding by namespace, name and uid.
/// </summary>
internal sealed record Owner(string Cluster, string Namespace, string Name, string Uid)
{
    /// <summary>Tag keys below this prefix are the operator's own.</summary>
    public const string TagPrefix = "irsa-operator.io/";

    public const string ClusterTag = TagPrefix + "cluster";
    public const string NamespaceTag = TagPrefix + "namespace";
    public const string NameTag = TagPrefix + "name";
    public const string UidTag = TagPrefix + "uid";

    public static readonly ImmutableArray<string> TagKeys = [ClusterTag, NameTag, NamespaceTag, UidTag];

    /// <summary>The owner's tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags() => RoleDefinition.NoTags
        .Add(ClusterTag, Cluster)
        .Add(NamespaceTag, Namespace)
        .Add(NameTag, Name)
        .Add(UidTag, Uid);

    /// <summary>The owner that these tags name, or null when they name none.</summary>
    public static Owner? Of(ImmutableSortedDictionary<string, string> tags) =>
        tags.GetValueOrDefault(ClusterTag) is { } cluster
        && tags.GetValueOrDefault(NamespaceTag) is { } @namespace
        && tags.GetValueOrDefault(NameTag) is { } name
            ? new Owner(cluster, @namespace, name, tags.GetValueOrDefault(UidTag) ?? "")
            : null;

    /// <summary>
    /// Whether this is the same binding. The uid may differ: a binding restored from Git or from a backup has another
    /// one and gets its role back.
    /// </summary>
    public bool Owns(ObservedRole role) => Of(role.Definition.Tags) is { } owner
        && OidcIssuer.Same(owner.Cluster, Cluster)
        && owner.Namespace == Namespace
        && owner.Name == Name;
}
