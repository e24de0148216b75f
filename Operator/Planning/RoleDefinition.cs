using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>A role's whole content: what a binding asks for, and what IAM has, in the same words.</summary>
internal sealed record RoleDefinition
{
    // IAM compares tag keys without regard to case, and keeps the case they were written in.
    public static readonly ImmutableSortedDictionary<string, string> NoTags =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public required string Name { get; init; }

    public required string Path { get; init; }

    /// <summary>Null when IAM's answer held no readable document.</summary>
    public required PolicyDocument? Trust { get; init; }

    public string Description { get; init; } = "";

    public int MaxSessionDurationSeconds { get; init; } = 3600;

    public string? PermissionsBoundary { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>The ARNs of the attached managed policies.</summary>
    public ImmutableSortedSet<string> ManagedPolicies { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The inline policies by name; null for a document that could not be read.</summary>
    public ImmutableSortedDictionary<string, PolicyDocument?> InlinePolicies { get; init; } =
        ImmutableSortedDictionary.Create<string, PolicyDocument?>(StringComparer.Ordinal);

    /// <summary>A short fingerprint of everything but the path, which IAM never changes.</summary>
    public string Digest()
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new object?[]
        {
            Name, Trust?.Canonical, Description, MaxSessionDurationSeconds, PermissionsBoundary, Tags, ManagedPolicies,
            InlinePolicies.Select(policy => new[] { policy.Key, policy.Value?.Canonical }),
        });
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    }
}
