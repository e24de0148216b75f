using System.Collections.Immutable;
using System.Text.Json;

namespace IrsaOperator.Planning;

/// <summary>Reads what a policy may write as one text or as a list of texts.</summary>
internal static class PolicyTexts
{
    /// <summary>The strings; null when it holds anything else.</summary>
    public static ImmutableArray<string>? Strings(JsonElement value) => Read(value, item => item.ValueKind == JsonValueKind.String ? item.GetString() : null);

    /// <summary>The strings, booleans and numbers, as IAM compares them; null when it holds anything else.</summary>
    public static ImmutableArray<string>? Scalars(JsonElement value) => Read(value, item => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => item.GetRawText(),
        _ => null,
    });

    private static ImmutableArray<string>? Read(JsonElement value, Func<JsonElement, string?> text)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToImmutableArray() : [value])
        {
            if (text(item) is not { } read)
                return null;
            texts.Add(read);
        }

        return texts.ToImmutable();
    }
}
