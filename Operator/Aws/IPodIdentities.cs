namespace IrsaOperator.Aws;

/// <summary>The cluster's EKS Pod Identity associations.</summary>
internal interface IPodIdentities
{
    /// <summary>The id of the association of a ServiceAccount; null when it has none, or EKS does not tell.</summary>
    Task<string?> FindAsync(string clusterName, string @namespace, string serviceAccount, CancellationToken cancellationToken);
}
