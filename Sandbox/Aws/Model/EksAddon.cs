namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record EksAddon(string Name, string Version)
{
    public string Status { get; init; } = "ACTIVE";

    public string? ServiceAccountRoleArn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
