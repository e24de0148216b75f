namespace IrsaOperator.Planning;

/// <summary>Patterns of literal text, <c>*</c> for any text and <c>?</c> for any one character.</summary>
internal static class Glob
{
    public const char Any = '*';
    public const char One = '?';

    /// <summary>Whether the pattern describes the whole text.</summary>
    public static bool Matches(string pattern, string text) =>
        Covers(pattern, text, static (wanted, found) => wanted == One || wanted == found);

    /// <summary>Whether one of the patterns describes the whole text.</summary>
    public static bool MatchesAny(IEnumerable<string> patterns, string text) => patterns.Any(pattern => Matches(pattern, text));

    /// <summary>
    /// Whether the pattern covers the text from end to end, where a star takes whatever comes. Only the last star is ever
    /// given more text, so the time is at most the product of both lengths.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="fits">Whether a character of the pattern, other than a star, may stand for a character of the text.</param>
    public static bool Covers(string pattern, string text, Func<char, char, bool> fits)
    {
        var (at, star, starText) = (0, -1, 0);
        for (var i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == Any)
            {
                (star, starText) = (at++, i);
            }
            else if (at < pattern.Length && fits(pattern[at], text[i]))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++starText;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == Any)
            at++;
        return at == pattern.Length;
    }
}
