namespace IrsaOperator.Cluster;

/// <summary>The issuer that the API server puts into its tokens.</summary>
internal interface IApiServerIssuer
{
    Task<string> GetAsync(CancellationToken cancellationToken);
}
