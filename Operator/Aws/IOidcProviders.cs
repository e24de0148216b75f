namespace IrsaOperator.Aws;

/// <summary>The account's IAM OIDC providers.</summary>
internal interface IOidcProviders
{
    /// <summary>The client ids (audiences) that the provider accepts; null when there is no such provider.</summary>
    /// <param name="providerArn">The provider.</param>
    /// <param name="wanted">The one that is asked for: an answer without it is not kept for long.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<IReadOnlySet<string>?> GetClientIdsAsync(string providerArn, string wanted, CancellationToken cancellationToken);

    Task CreateAsync(string providerArn, string issuer, string clientId, CancellationToken cancellationToken);

    Task AddClientIdAsync(string providerArn, string clientId, CancellationToken cancellationToken);
}
