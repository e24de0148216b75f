namespace IrsaOperator.Cluster;

/// <summary>Tokens of ServiceAccounts.</summary>
internal interface IServiceAccountTokens
{
    /// <summary>A short-lived token such as a pod gets. It is a secret: it goes to STS and nowhere else.</summary>
    Task<string> RequestAsync(string @namespace, string serviceAccount, string audience, CancellationToken cancellationToken);
}
