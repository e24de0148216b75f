namespace IrsaOperator.Sandbox.Aws.Policies;

/// <summary>Matches AWS's patterns: * is any run of characters, ? is one.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string value, bool ignoreCase = false)
    {
        int p = 0, v = 0, star = -1, mark = 0;
        while (v < value.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = v;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], value[v], ignoreCase)))
            {
                p++;
                v++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                v = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    /// <summary>ARNs are matched part by part, so that a * does not reach over a colon before the resource.</summary>
    public static bool MatchesArn(string pattern, string value)
    {
        var patternParts = pattern.Split(':', 6);
        var valueParts = value.Split(':', 6);
        return patternParts.Length == 6 && valueParts.Length == 6
            && patternParts.Zip(valueParts).All(pair => Matches(pair.First, pair.Second));
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
