namespace IrsaOperator.Planning;

/// <summary>
/// IAM's patterns: * is any run of characters, ? is one; ${*}, ${?} and ${$} stand for these characters themselves, and any
/// other ${…} for a value of the request.
/// </summary>
internal sealed class IamPattern
{
    private const int AnyOne = -1;
    private const int AnyRun = -2;

    // What matches: a character by its number, or one of the two above.
    private readonly List<int> _tokens;
    private readonly bool _ignoreCase;

    private IamPattern(List<int> tokens, bool ignoreCase, bool hasVariable)
    {
        _tokens = tokens;
        _ignoreCase = ignoreCase;
        HasVariable = hasVariable;
    }

    /// <summary>Whether a part of it is only known from the request.</summary>
    public bool HasVariable { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern as the policy has it.</param>
    /// <param name="wildcards">Whether * and ? are wildcards; they are themselves otherwise.</param>
    /// <param name="variables">Whether ${…} is read; Version 2012-10-17 brought it, before that it is plain text.</param>
    /// <param name="ignoreCase">Whether letter case does not matter.</param>
    public static IamPattern Read(string text, bool wildcards, bool variables = false, bool ignoreCase = false)
    {
        var tokens = new List<int>(text.Length);
        var hasVariable = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (variables && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' && text.IndexOf('}', i + 2) is > 0 and var end)
            {
                var name = text.AsSpan(i + 2, end - i - 2);
                var isCharacter = name is "*" or "?" or "$";
                tokens.Add(isCharacter ? name[0] : AnyRun);
                hasVariable |= !isCharacter;
                i = end;
            }
            else
            {
                tokens.Add(text[i] switch
                {
                    '*' when wildcards => AnyRun,
                    '?' when wildcards => AnyOne,
                    var c => Fold(c, ignoreCase),
                });
            }
        }

        return new IamPattern(tokens, ignoreCase, hasVariable);
    }

    public static bool Matches(string pattern, string text, bool ignoreCase = false) =>
        Read(pattern, wildcards: true, ignoreCase: ignoreCase).IsMatch(text);

    /// <summary>Whether the text matches; one that can only match by the value of a variable may.</summary>
    public Certainty Match(string text) => !IsMatch(text) ? Certainty.No : HasVariable ? Certainty.Undecided : Certainty.Yes;

    // Only the last * is ever tried again: the steps are at most the pattern's length times the text's, whatever the pattern.
    private bool IsMatch(string text)
    {
        int at = 0, position = 0, run = -1, resume = 0;
        while (position < text.Length)
        {
            if (at < _tokens.Count && _tokens[at] == AnyRun)
            {
                run = at++;
                resume = position;
            }
            else if (at < _tokens.Count && (_tokens[at] == AnyOne || _tokens[at] == Fold(text[position], _ignoreCase)))
            {
                at++;
                position++;
            }
            else if (run >= 0)
            {
                at = run + 1;
                position = ++resume;
            }
            else
            {
                return false;
            }
        }

        return _tokens.Skip(at).All(token => token == AnyRun);
    }

    private static char Fold(char c, bool ignoreCase) => ignoreCase ? char.ToUpperInvariant(c) : c;
}
