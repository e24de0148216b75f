using System.Text.Json;

namespace IrsaOperator.Sandbox.Local;

/// <summary>A line of the operator's JSON log, shortened for people.</summary>
internal static class OperatorLogLine
{
    /// <summary>Level, message and exception; a line that is no JSON, such as a crash writes, as it is.</summary>
    public static string Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var exception = Text(document.RootElement, "Exception");
            return $"{Text(document.RootElement, "LogLevel")}: {Text(document.RootElement, "Message")}{(exception is null ? "" : $" {exception}")}";
        }
        catch (JsonException)
        {
            return line;
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) ? value.ToString() : null;
}
