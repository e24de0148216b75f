using System.Globalization;
using System.Text;

namespace IrsaOperator.Planning;

/// <summary>Text of others in a sentence of ours: in quotes, shortened, and without characters that draw over what stands around them.</summary>
internal static class Quoted
{
    /// <summary>Enough for a provider's ARN, whose last characters tell one cluster from another.</summary>
    private const int Longest = 240;

    private const int Alternatives = 3;

    public static string Text(string? text, int longest = Longest)
    {
        var shown = new StringBuilder("\"");
        var count = 0;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (++count > longest)
                return shown.Append("…\"").ToString();
            shown.Append(IsPlain(rune) ? rune.ToString() : "?");
        }

        return shown.Append('"').ToString();
    }

    /// <summary>The first few of a list, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> texts, string conjunction)
    {
        var shown = texts.Take(Alternatives).Select(text => Text(text)).ToList();
        if (texts.Count > Alternatives)
            shown.Add($"{texts.Count - Alternatives} more");
        return shown.Count < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} {conjunction} {shown[^1]}";
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
