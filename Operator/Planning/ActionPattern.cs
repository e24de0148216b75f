using System.Text;

namespace IrsaOperator.Planning;

/// <summary>
/// Compares a rule's pattern of actions with a policy document's: both are patterns, and neither knows letter case. Where
/// the document's pattern is no action that IAM knows how to read, the answer is the one that permits less.
/// </summary>
internal static class ActionPattern
{
    /// <summary>The longest pattern that is looked at; the longest action of AWS has some 70 characters.</summary>
    public const int MaxLength = 256;

    /// <summary>
    /// Whether every action that the inner pattern means is one that the outer pattern means. A question mark of the outer
    /// pattern stands for one character of the inner one, never for a part of what its star means: <c>?*</c> is not said to
    /// contain <c>*a</c>. Every yes is right, and so is every no to an outer pattern without question marks.
    /// </summary>
    public static bool Contains(string outer, string inner) =>
        IsReadable(outer) && IsReadable(inner)
        && Glob.Covers(Normalize(outer), Normalize(inner), static (wanted, found) => wanted == Glob.One ? found != Glob.Any : wanted == found);

    /// <summary>Whether some action is one that both patterns mean.</summary>
    public static bool Intersects(string left, string right)
    {
        if (!IsReadable(left) || !IsReadable(right))
            return true;
        var (columns, rows) = (Normalize(left), Normalize(right));

        // open[i]: some text is described by the first i characters of the one and by those of the other that were walked so far.
        var open = new bool[columns.Length + 1];
        open[0] = true;
        Skip(open, columns);
        foreach (var row in rows)
        {
            var next = new bool[columns.Length + 1];
            for (var i = 0; i <= columns.Length; i++)
            {
                next[i] = row == Glob.Any
                    ? open[i] || (i > 0 && next[i - 1])
                    : (i > 0 && columns[i - 1] == Glob.Any && open[i])
                        || (i > 0 && columns[i - 1] != Glob.Any && open[i - 1] && Same(columns[i - 1], row));
            }

            Skip(next, columns);
            if (!next.Contains(true))
                return false;
            open = next;
        }

        return open[^1];
    }

    /// <summary>A star may stand for nothing.</summary>
    private static void Skip(bool[] open, string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
            open[i + 1] |= open[i] && pattern[i] == Glob.Any;
    }

    private static bool Same(char left, char right) => left == Glob.One || right == Glob.One || left == right;

    private static bool IsReadable(string pattern) => pattern.Length is > 0 and <= MaxLength && pattern.All(c => c is > ' ' and <= '~');

    /// <summary>In lower case; of neighbouring wildcards the question marks come first, and one star is as good as many.</summary>
    private static string Normalize(string pattern)
    {
        var normal = new StringBuilder(pattern.Length);
        var star = false;
        foreach (var c in pattern)
        {
            if (c == Glob.Any)
            {
                star = true;
                continue;
            }

            if (star && c != Glob.One)
            {
                normal.Append(Glob.Any);
                star = false;
            }

            normal.Append(char.ToLowerInvariant(c));
        }

        return star ? normal.Append(Glob.Any).ToString() : normal.ToString();
    }
}
