namespace IrsaOperator.Planning;

/// <summary>Text of others, fit to be shown in a sentence.</summary>
internal static class Quoted
{
    /// <summary>In quotes, shortened, and without control characters.</summary>
    public static string Text(string? text) => Text(text, longest: 80);

    /// <summary>The same for an ARN, whose end tells it apart.</summary>
    public static string Arn(string? arn) => Text(arn, longest: 250);

    private static string Text(string? text, int longest)
    {
        var shown = new string((text ?? "").Take(longest).Select(c => char.IsControl(c) ? '?' : c).ToArray());
        return $"\"{shown}{(text?.Length > longest ? "…" : "")}\"";
    }
}
