using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>
/// A policy document that knows its meaning: two documents are equal when IAM would decide alike on both, whatever their
/// whitespace, the order of their keys, statements and lists, or the choice between a scalar and a list of one.
/// </summary>
internal sealed class PolicyDocument : IEquatable<PolicyDocument>
{
    private PolicyDocument(string text, string canonical)
    {
        Text = text;
        Canonical = canonical;
    }

    /// <summary>The document as it travels: compact JSON, otherwise as its author wrote it.</summary>
    public string Text { get; }

    /// <summary>The document's one canonical form.</summary>
    public string Canonical { get; }

    /// <summary>The characters that IAM counts against its size limits: all but whitespace.</summary>
    public int Size => Text.Count(c => !char.IsWhiteSpace(c));

    /// <summary>A short fingerprint of the meaning.</summary>
    public string Digest => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)))[..16];

    /// <summary>Whether every statement denies: such a policy takes rights away and never gives one.</summary>
    public bool OnlyDenies => PolicyCanonicalizer.OnlyDenies(Text);

    /// <summary>Reads a document in plain JSON.</summary>
    /// <exception cref="JsonException">It is not one JSON object, or it is nested too deeply.</exception>
    public static PolicyDocument Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>Takes over a document that is JSON already.</summary>
    /// <exception cref="JsonException">It is not an object.</exception>
    public static PolicyDocument From(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException("A policy document is a JSON object.");
        return new PolicyDocument(JsonSerializer.Serialize(element, PolicyJson.Options), PolicyCanonicalizer.Canonicalize(element));
    }

    /// <summary>
    /// Reads a document out of one of IAM's answers, where it is percent-encoded (RFC 3986). Emulators answer in plain
    /// JSON; a document that starts with a brace needs no decoding, and decoding it would alter a literal percent sign.
    /// </summary>
    /// <returns>The document, or null when the answer holds none that can be read: it then equals no document of ours.</returns>
    public static PolicyDocument? FromAnswer(string? answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return null;
        try
        {
            return Parse(answer.TrimStart().StartsWith('{') ? answer : Uri.UnescapeDataString(answer));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, and no text.
            return null;
        }
    }

    public bool Equals(PolicyDocument? other) => other is not null && string.Equals(Canonical, other.Canonical, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    public override string ToString() => Text;
}
