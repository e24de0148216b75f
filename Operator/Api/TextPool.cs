using System.Diagnostics.CodeAnalysis;

namespace IrsaOperator.Api;

/// <summary>
/// One copy of texts that many objects hold: of ten thousand bindings, each says "Ready", "Reconciled" and the same ARNs, and its name, its
/// uid and its role's ARN are said by its ServiceAccount and its role as well, most often soon after. It has room for some thousands and
/// forgets the older of two that fall on one place, so it can't grow.
/// </summary>
internal static class TextPool
{
    private const int Places = 16_384;
    private const int Longest = 256;

    private static readonly string?[] Texts = new string?[Places];

    /// <summary>The same text, where possible as the copy that others hold.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Share(string? text)
    {
        if (text is not { Length: > 0 and <= Longest })
            return text;

        // Two threads may meet here: each gets a text that is equal to its own.
        ref var place = ref Texts[(uint)StringComparer.Ordinal.GetHashCode(text) % Places];
        if (Volatile.Read(ref place) is { } known && known == text)
            return known;
        Volatile.Write(ref place, text);
        return text;
    }

    /// <summary>Shares each text of a list.</summary>
    public static void Share(IList<string>? texts)
    {
        for (var at = 0; at < texts?.Count; at++)
            texts[at] = Share(texts[at]);
    }
}
