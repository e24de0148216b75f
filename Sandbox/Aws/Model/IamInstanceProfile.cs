namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record IamInstanceProfile
{
    public required string Name { get; init; }

    public string Path { get; init; } = "/";

    public required string InstanceProfileId { get; init; }

    public required string Arn { get; init; }

    public string? RoleName { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
