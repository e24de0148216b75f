namespace IrsaOperator.Aws;

/// <summary>What AWS says about the operator's account and cluster.</summary>
internal interface IAwsAccount
{
    /// <summary>The partition and account of the operator's own credentials.</summary>
    Task<(string Partition, string Account)> GetCallerAsync(CancellationToken cancellationToken);

    /// <summary>The issuer of an EKS cluster; null when there is no such cluster, or when it has none.</summary>
    Task<string?> GetClusterIssuerAsync(string clusterName, CancellationToken cancellationToken);
}
