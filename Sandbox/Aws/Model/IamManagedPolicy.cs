using System.Collections.Immutable;

namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record IamManagedPolicy
{
    public required string Name { get; init; }

    public string Path { get; init; } = "/";

    public required string PolicyId { get; init; }

    public required string Arn { get; init; }

    public string? Description { get; init; }

    public ImmutableList<IamPolicyVersion> Versions { get; init; } = [];

    public string DefaultVersionId { get; init; } = "v1";

    /// <summary>Number of the next version: a deleted number is never used again.</summary>
    public int NextVersion { get; init; } = 2;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = TagSet.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public bool IsAwsManaged => Arn.Contains(":iam::aws:policy/", StringComparison.Ordinal);

    public string Document => Versions.First(v => v.VersionId == DefaultVersionId).Document;
}
