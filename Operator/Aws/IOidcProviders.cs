namespace IrsaOperator.Aws;

/// <summary>The account's IAM OIDC providers.</summary>
internal interface IOidcProviders
{
    /// <summary>The client ids (audiences) that the provider accepts; null when there is no such provider.</summary>
    Task<IReadOnlySet<string>?> GetClientIdsAsync(string providerArn, CancellationToken cancellationToken);

    Task CreateAsync(string providerArn, string issuer, string clientId, CancellationToken cancellationToken);

    Task AddClientIdAsync(string providerArn, string clientId, CancellationToken cancellationToken);
}
