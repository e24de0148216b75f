using System.Collections.Immutable;

namespace IrsaOperator.Sandbox.Aws.Model;

internal sealed record IamOidcProvider
{
    public required string Arn { get; init; }

    /// <summary>The issuer without its scheme.</summary>
    public required string Url { get; init; }

    public ImmutableList<string> ClientIds { get; init; } = [];

    public ImmutableList<string> Thumbprints { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = TagSet.Empty;

    public DateTimeOffset CreatedAt { get; init; }
}
