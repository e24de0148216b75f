using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using IrsaOperator.Api;

namespace IrsaOperator.Planning;

/// <summary>A role's whole content: what a binding asks for, and what IAM has, in the same words.</summary>
internal sealed record RoleDefinition
{
    // IAM compares tag keys without regard to case, and keeps the case they were written in.
    public static readonly ImmutableSortedDictionary<string, string> NoTags =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public required string Name { get; init => field = TextPool.Share(value); }

    public required string Path { get; init => field = TextPool.Share(value); }

    /// <summary>Null when IAM's answer held no readable document.</summary>
    public required PolicyDocument? Trust { get; init; }

    public string Description { get; init => field = TextPool.Share(value); } = "";

    public int MaxSessionDurationSeconds { get; init; } = 3600;

    public string? PermissionsBoundary { get; init => field = TextPool.Share(value); }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>The ARNs of the attached managed policies.</summary>
    public ImmutableSortedSet<string> ManagedPolicies { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The inline policies by name; null for a document that could not be read.</summary>
    public ImmutableSortedDictionary<string, PolicyDocument?> InlinePolicies { get; init; } =
        ImmutableSortedDictionary.Create<string, PolicyDocument?>(StringComparer.Ordinal);

    /// <summary>Tags as IAM tells them. Most are what many roles say, and the others are what the binding says.</summary>
    public static ImmutableSortedDictionary<string, string> TagsOf(IEnumerable<KeyValuePair<string, string>> tags) =>
        NoTags.SetItems(tags.Select(tag => KeyValuePair.Create(TextPool.Share(tag.Key), TextPool.Share(tag.Value))));

    /// <summary>The ARNs of managed policies as IAM tells them; many roles have the same.</summary>
    public static ImmutableSortedSet<string> PoliciesOf(IEnumerable<string> arns) =>
        arns.Select(arn => TextPool.Share(arn)).ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>A short fingerprint of everything but the path, which IAM never changes.</summary>
    public string Digest()
    {
        var content = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(content))
            WriteContent(writer);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content.WrittenSpan))[..16];
    }

    private void WriteContent(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(Name);
        writer.WriteStringValue(Trust?.Digest);
        writer.WriteStringValue(Description);
        writer.WriteNumberValue(MaxSessionDurationSeconds);
        writer.WriteStringValue(PermissionsBoundary);

        writer.WriteStartObject();
        foreach (var (key, value) in Tags)
            writer.WriteString(key, value);
        writer.WriteEndObject();

        writer.WriteStartArray();
        foreach (var arn in ManagedPolicies)
            writer.WriteStringValue(arn);
        writer.WriteEndArray();

        writer.WriteStartArray();
        foreach (var (name, document) in InlinePolicies)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(document?.Digest);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
    }
}
