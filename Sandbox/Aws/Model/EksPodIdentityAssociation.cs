namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record EksPodIdentityAssociation
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string Namespace { get; init; }

    public required string ServiceAccount { get; init; }

    public required string RoleArn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
