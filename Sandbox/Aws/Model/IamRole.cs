using System.Collections.Immutable;

namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record IamRole
{
    public required string Name { get; init; }

    public string Path { get; init; } = "/";

    public required string RoleId { get; init; }

    public required string Arn { get; init; }

    public required string TrustPolicy { get; init; }

    public string? Description { get; init; }

    public int MaxSessionDuration { get; init; } = 3600;

    /// <summary>ARN of the policy that bounds the role.</summary>
    public string? PermissionsBoundary { get; init; }

    public ImmutableSortedDictionary<string, string> InlinePolicies { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableList<string> AttachedPolicies { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = TagSet.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastDetachedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public bool IsServiceLinked => Path.StartsWith("/aws-service-role/", StringComparison.Ordinal);
}
