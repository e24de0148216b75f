using System.Collections.Immutable;

namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record EksCluster
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public string? Issuer { get; init; }

    public string Status { get; init; } = "ACTIVE";

    public string Version { get; init; } = "1.34";

    public string? Endpoint { get; init; }

    public string? RoleArn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public ImmutableList<EksAddon> Addons { get; init; } = [];

    public ImmutableList<EksPodIdentityAssociation> Associations { get; init; } = [];
}
