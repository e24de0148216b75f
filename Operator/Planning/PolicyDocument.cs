using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrsaOperator.Planning;

/// <summary>
/// A policy document that knows its meaning: two documents are equal when IAM would decide alike on both, whatever their
/// whitespace, the order of their keys, statements and lists, or the choice between a scalar and a list of one.
/// </summary>
internal sealed class PolicyDocument : IEquatable<PolicyDocument>
{
    // What the reader takes, which reads a document again whenever its meaning is asked for.
    private const int MostLevels = 64;

    // A role is known for as long as its binding lives, and there are thousands: its documents are kept as bytes, and their meaning as
    // a fingerprint.
    private readonly byte[] _text;

    // Worked out when it is asked for: a document that is written as another one is means the same.
    private Fingerprint? _meaning;

    private PolicyDocument(byte[] text) => _text = text;

    /// <summary>The document as it travels: compact JSON, otherwise as its author wrote it.</summary>
    public string Text => Encoding.UTF8.GetString(_text);

    /// <summary>The document's one canonical form.</summary>
    public string Canonical
    {
        get
        {
            using var document = JsonDocument.Parse(_text);
            return PolicyCanonicalizer.Canonicalize(document.RootElement);
        }
    }

    /// <summary>The characters that IAM counts against its size limits: all but whitespace.</summary>
    public int Size => Text.Count(c => !char.IsWhiteSpace(c));

    /// <summary>A short fingerprint of the meaning.</summary>
    public string Digest => $"sha256:{Meaning.Head >> 64:x16}";

    /// <summary>Whether every statement denies: such a policy takes rights away and never gives one.</summary>
    public bool OnlyDenies => PolicyCanonicalizer.OnlyDenies(Text);

    /// <summary>Reads a document in plain JSON.</summary>
    /// <exception cref="JsonException">It is not one JSON object, or it is nested too deeply.</exception>
    public static PolicyDocument Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>Takes over a document that was made here.</summary>
    public static PolicyDocument From(JsonObject document) => new(PolicyJson.Bytes(document));

    /// <summary>Takes over a document that is JSON already.</summary>
    /// <exception cref="JsonException">It is not an object, or it is nested too deeply.</exception>
    public static PolicyDocument From(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException("A policy document is a JSON object.");
        if (IsDeeper(element, MostLevels))
            throw new JsonException($"A policy document has at most {MostLevels} levels.");
        return new PolicyDocument(PolicyJson.Bytes(element));
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
            var document = Parse(answer.TrimStart().StartsWith('{') ? answer : Uri.UnescapeDataString(answer));

            // Whatever can't be understood shows here, and the meaning of what is kept is asked for again and again.
            _ = document.Meaning;
            return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, and no text.
            return null;
        }
    }

    public bool Equals(PolicyDocument? other)
    {
        if (other is null)
            return false;
        if (!_text.AsSpan().SequenceEqual(other._text))
            return Meaning == other.Meaning;

        // What is known of the one, such as of a role that was read hours ago, need not be worked out for the other.
        _meaning ??= other._meaning;
        other._meaning ??= _meaning;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    public override int GetHashCode() => Meaning.GetHashCode();

    public override string ToString() => Text;

    private static bool IsDeeper(JsonElement element, int levels) => element.ValueKind switch
    {
        JsonValueKind.Object => levels == 0 || element.EnumerateObject().Any(member => IsDeeper(member.Value, levels - 1)),
        JsonValueKind.Array => levels == 0 || element.EnumerateArray().Any(item => IsDeeper(item, levels - 1)),
        _ => false,
    };

    private Fingerprint Meaning => _meaning ??= Fingerprint.Of(Canonical);

    /// <summary>The SHA-256 of a canonical form.</summary>
    private sealed record Fingerprint(UInt128 Head, UInt128 Tail)
    {
        public static Fingerprint Of(string canonical)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(canonical), hash);
            return new Fingerprint(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[(hash.Length / 2)..]));
        }
    }
}
