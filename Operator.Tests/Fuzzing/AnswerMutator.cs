using System.Text;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Changes AWS's answers as texts and as bytes.</summary>
internal static class AnswerMutator
{
    private static readonly string[] Values =
    [
        "", " ", "maybe", "-1", "99999999999999999999", "1e999", "NaN", "2026-13-45T99:99:99Z", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "null", "true", "{}", "[]", "&lt;", "%", "%ZZ", "%7B%22", "\u20ac",
    ];

    private static readonly Encoding[] Encodings = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)];

    public static byte[] Mutate(string answer, Random random)
    {
        for (var times = random.Next(0, 3); times > 0; times--)
            answer = Change(answer, random);
        if (random.Next(12) == 0)
            return [.. Encodings[random.Next(Encodings.Length)] is var encoding ? encoding.GetPreamble() : [], .. encoding.GetBytes(answer)];
        var bytes = Encoding.UTF8.GetBytes(answer);
        if (random.Next(6) == 0 && bytes.Length > 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static string Change(string answer, Random random) => random.Next(10) switch
    {
        0 => answer[..random.Next(answer.Length + 1)],
        1 or 2 or 3 => WithValue(answer, Values[random.Next(Values.Length)], random),
        4 => Without(answer, random),
        5 => Doubled(answer, random),
        6 => WithValue(answer, new string('x', random.Next(1, random.Next(20) == 0 ? 500_000 : 5_000)), random),
        7 => WithValue(answer, Nested(random.Next(1, random.Next(20) == 0 ? 20_000 : 200), answer.StartsWith('{')), random),
        8 => "<html><body>Bad gateway</body></html>",
        _ => answer.Insert(random.Next(answer.Length + 1), Values[random.Next(Values.Length)]),
    };

    /// <summary>Another value between two tags, or for a member.</summary>
    private static string WithValue(string answer, string value, Random random)
    {
        var json = answer.StartsWith('{');
        var opening = Places(answer, json ? ':' : '>');
        if (opening.Count == 0)
            return answer;
        var from = opening[random.Next(opening.Count)] + 1;
        var to = answer.IndexOfAny(json ? [',', '}', ']'] : ['<'], from);
        if (to < 0)
            return answer;
        var quoted = json && random.Next(2) == 0 ? $"\"{value}\"" : value;
        return string.Concat(answer.AsSpan(0, from), quoted, answer.AsSpan(to));
    }

    /// <summary>Without a piece, mostly one that leaves the rest in shape.</summary>
    private static string Without(string answer, Random random)
    {
        var (from, to) = Piece(answer, random);
        return answer.Remove(from, to - from);
    }

    private static string Doubled(string answer, Random random)
    {
        var (from, to) = Piece(answer, random);
        return answer.Insert(to, answer[from..to]);
    }

    private static (int From, int To) Piece(string answer, Random random)
    {
        var places = Places(answer, answer.StartsWith('{') ? ',' : '<');
        if (places.Count < 2)
            return (0, answer.Length);
        var first = random.Next(places.Count - 1);
        return (places[first], places[Math.Min(places.Count - 1, first + random.Next(1, 4))]);
    }

    private static string Nested(int levels, bool json) => json
        ? new string('[', levels) + new string(']', levels)
        : string.Concat(Enumerable.Repeat("<member>", levels)) + string.Concat(Enumerable.Repeat("</member>", levels));

    private static List<int> Places(string text, char sign) => [.. Enumerable.Range(0, text.Length).Where(index => text[index] == sign)];
}
