namespace IrsaOperator.Sandbox.Aws.Model;

/// <summary>A key pair the account knows: the administrator's, or that of a session STS has issued.</summary>
internal sealed record AwsCredential
{
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public string? SessionToken { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    public required AwsPrincipal Principal { get; init; }
}
