using System.Text;

namespace IrsaOperator.Planning;

/// <summary>A value that a condition wants, with its variables resolved: ${*}, ${?} and ${$} stand for the characters themselves.</summary>
internal sealed class ConditionPattern
{
    // Literal wildcards, told apart from real ones by characters that no ARN, subject or audience holds.
    private const char LiteralStar = '\uE000';
    private const char LiteralQuestion = '\uE001';

    private readonly string _text;

    private ConditionPattern(string text) => _text = text;

    /// <summary>Reads a value; null when it holds a variable that only a request tells.</summary>
    public static ConditionPattern? Parse(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '$' || i + 1 >= value.Length || value[i + 1] != '{')
            {
                text.Append(value[i]);
                continue;
            }

            switch (value.AsSpan(i))
            {
                case ['$', '{', '*', '}', ..]:
                    text.Append(LiteralStar);
                    break;
                case ['$', '{', '?', '}', ..]:
                    text.Append(LiteralQuestion);
                    break;
                case ['$', '{', '$', '}', ..]:
                    text.Append('$');
                    break;
                default:
                    return null;
            }

            i += 3;
        }

        return new ConditionPattern(text.ToString());
    }

    public bool Equals(string value, StringComparison comparison) =>
        string.Equals(_text.Replace(LiteralStar, '*').Replace(LiteralQuestion, '?'), value, comparison);

    public bool Matches(string value) => Matches(_text, value);

    /// <summary>An ARN's six parts are compared one by one: a wildcard does not reach over a colon.</summary>
    public bool MatchesArn(string value)
    {
        var (wanted, found) = (_text.Split(':', 6), value.Split(':', 6));
        return wanted.Length == found.Length && wanted.Zip(found).All(part => Matches(part.First, part.Second));
    }

    private static bool Matches(string pattern, string value) => Glob.Covers(pattern, value, static (wanted, found) => wanted switch
    {
        Glob.One => true,
        LiteralStar => found == '*',
        LiteralQuestion => found == '?',
        _ => wanted == found,
    });
}
