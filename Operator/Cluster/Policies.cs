using System.Collections.Immutable;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>Live reads of policies and namespaces. One namespace is listed, too: that needs no further right.</summary>
internal sealed class Policies(IKubernetesClient client) : IPolicies
{
    public async Task<IReadOnlyList<IrsaPolicy>> ListAsync(CancellationToken cancellationToken) =>
        [.. await client.ListAsync<IrsaPolicy>(cancellationToken: cancellationToken)];

    public async Task<IReadOnlyList<NamespaceState>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        [.. (await client.ListAsync<V1Namespace>(cancellationToken: cancellationToken)).Select(State)];

    public async Task<NamespaceState?> FindNamespaceAsync(string name, CancellationToken cancellationToken) =>
        (await client.ListAsync<V1Namespace>(fieldSelector: $"metadata.name={name}", cancellationToken: cancellationToken)).Select(State).SingleOrDefault();

    /// <summary>Reads what matters to us off a namespace.</summary>
    public static NamespaceState State(V1Namespace @namespace) => new(
        @namespace.Metadata.Name,
        @namespace.Metadata.ResourceVersion,
        @namespace.Metadata.Labels?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));
}
