using System.Text;

namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>
/// A text of a policy as one request reads it: variables are replaced, and it is known which of its * and ? stand for other
/// characters. What comes out of a variable, or of ${*}, ${?} and ${$}, stands for itself.
/// </summary>
internal sealed class PolicyText
{
    private readonly string _text;
    private readonly bool[] _wild;

    private PolicyText(string text, bool[] wild)
    {
        _text = text;
        _wild = wild;
    }

    /// <summary>The characters, wildcards among them, for operators that know none.</summary>
    public string Literal => _text;

    /// <summary>Reads a text.</summary>
    /// <param name="text">As the policy has it.</param>
    /// <param name="variables">Whether the policy's version knows variables: 2012-10-17 does, 2008-10-17 takes them for plain characters.</param>
    /// <param name="context">The keys of the request, for variables.</param>
    /// <returns>Null when a variable has no value: then nothing matches.</returns>
    public static PolicyText? Read(string text, bool variables, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var characters = new StringBuilder(text.Length);
        var wild = new List<bool>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var end = variables && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                characters.Append(text[i]);
                wild.Add(text[i] is '*' or '?');
                continue;
            }

            if (Value(text[(i + 2)..end], context) is not { } value)
                return null;
            characters.Append(value);
            wild.AddRange(Enumerable.Repeat(false, value.Length));
            i = end;
        }

        return new PolicyText(characters.ToString(), [.. wild]);
    }

    /// <summary>* is any run of characters, ? is one.</summary>
    public bool Matches(string value, bool ignoreCase = false) => Matches(value, ignoreCase, withinSegments: false);

    /// <summary>
    /// The Resource of a statement: wildcards stay within the parts between colons, but for a * that ends its part, which
    /// reaches as far as it can.
    /// </summary>
    public bool MatchesResource(string value) => Matches(value, ignoreCase: false, withinSegments: true);

    /// <summary>The Arn operators compare each of the six parts for itself.</summary>
    public bool MatchesArn(string value)
    {
        var parts = Parts();
        var values = value.Split(':', 6);
        return parts.Count == 6 && values.Length == 6 && parts.Zip(values).All(pair => pair.First.Matches(pair.Second));
    }

    /// <summary>The value of a variable: <c>key</c>, <c>key, 'default'</c>, or one of the three special characters.</summary>
    private static string? Value(string variable, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        if (variable is "*" or "?" or "$")
            return variable;
        var comma = variable.IndexOf(',', StringComparison.Ordinal);
        var key = (comma < 0 ? variable : variable[..comma]).Trim();

        // A key with several values can't stand for one.
        if (context.TryGetValue(key, out var values) && values.Count == 1)
            return values[0];
        var fallback = comma < 0 ? "" : variable[(comma + 1)..].Trim();
        return fallback is ['\'', .., '\''] && fallback.Length >= 2 ? fallback[1..^1] : null;
    }

    private bool Matches(string value, bool ignoreCase, bool withinSegments)
    {
        // reached[j]: the part of the pattern read so far matches the first j characters of the value.
        var reached = new bool[value.Length + 1];
        reached[0] = true;
        for (var p = 0; p < _text.Length; p++)
        {
            var next = new bool[value.Length + 1];
            if (_wild[p] && _text[p] == '*')
            {
                var bound = withinSegments && p + 1 < _text.Length && _text[p + 1] != ':';
                for (var v = 0; v <= value.Length; v++)
                    next[v] = reached[v] || (v > 0 && next[v - 1] && !(bound && value[v - 1] == ':'));
            }
            else
            {
                for (var v = 0; v < value.Length; v++)
                    next[v + 1] = reached[v] && (_wild[p] ? !(withinSegments && value[v] == ':') : Same(_text[p], value[v], ignoreCase));
            }

            reached = next;
        }

        return reached[value.Length];
    }

    private List<PolicyText> Parts()
    {
        var parts = new List<PolicyText>();
        var start = 0;
        for (var i = 0; i <= _text.Length; i++)
        {
            if (i < _text.Length && (_text[i] != ':' || parts.Count == 5))
                continue;
            parts.Add(new PolicyText(_text[start..i], _wild[start..i]));
            start = i + 1;
        }

        return parts;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
