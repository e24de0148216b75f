using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Cluster;

/// <summary>The cluster's IrsaPolicies, and the namespaces that they select from, as the API server has them now.</summary>
internal interface IPolicies
{
    Task<IReadOnlyList<IrsaPolicy>> ListAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<NamespaceState>> ListNamespacesAsync(CancellationToken cancellationToken);

    /// <summary>One namespace; null when there is none of that name.</summary>
    Task<NamespaceState?> FindNamespaceAsync(string name, CancellationToken cancellationToken);
}
