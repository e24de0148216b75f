namespace IrsaOperator.Sandbox.Aws.Model;

/// <summary>A key pair the account knows: the administrator's, or that of a session STS has issued.</summary>
internal sealed record AwsCredential
{
    /// <summary>What every secret key begins with, as AWS's example does: so one that got into a log can be told from other texts.</summary>
    public const string SecretPrefix = "wJalrXUt";

    /// <summary>What every session token begins with, as STS's own do.</summary>
    public const string SessionPrefix = "IQoJb3JpZ2lu";

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public string? SessionToken { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    public required AwsPrincipal Principal { get; init; }
}
