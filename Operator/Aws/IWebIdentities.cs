namespace IrsaOperator.Aws;

/// <summary>The exchange that every pod makes: a token for credentials of a role.</summary>
internal interface IWebIdentities
{
    /// <summary>Tries the exchange. The credentials are dropped unread.</summary>
    /// <exception cref="AwsException">STS gives none.</exception>
    Task TryAsync(string roleArn, string token, CancellationToken cancellationToken);
}
