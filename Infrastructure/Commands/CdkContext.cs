using System.Text.Json;

namespace IrsaOperator.Infrastructure.Commands;

/// <summary>Context from our own <c>-c</c> and from the CDK CLI, which hands it over in CDK_CONTEXT_JSON.</summary>
internal static class CdkContext
{
    private const string Variable = "CDK_CONTEXT_JSON";

    /// <summary>Reads both.</summary>
    /// <returns>Every value as text; ours win over the CDK CLI's.</returns>
    /// <exception cref="SynthesisException">One of them can't be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> arguments, Func<string, string?> environment)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in FromCdk(environment(Variable)))
            values[key] = value;
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new SynthesisException($"\"{argument}\" is no context: write -c key=value.");
            values[argument[..equals]] = argument[(equals + 1)..];
        }

        return values;
    }

    private static IEnumerable<KeyValuePair<string, string>> FromCdk(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Text(property.Value)))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new SynthesisException($"{Variable} is no JSON object: {exception.Message}");
        }
    }

    // cdk.json may hold true, 3 or a list where a command line has text only.
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
