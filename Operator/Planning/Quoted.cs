namespace IrsaOperator.Planning;

/// <summary>Text of others, fit to be shown in a sentence.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    /// <summary>In quotes, shortened, and without control characters.</summary>
    public static string Text(string? text)
    {
        var shown = new string((text ?? "").Take(Longest).Select(c => char.IsControl(c) ? '?' : c).ToArray());
        return $"\"{shown}{(text?.Length > Longest ? "…" : "")}\"";
    }
}
