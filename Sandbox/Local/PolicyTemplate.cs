using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrsaOperator.Sandbox.Local;

/// <summary>A policy with placeholders such as ${Account} in its texts.</summary>
internal static class PolicyTemplate
{
    /// <summary>
    /// Replaces ${key} by its value in every text of the document. Others, such as IAM's own ${aws:username}, stay.
    /// </summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var document = JsonNode.Parse(template) ?? throw new JsonException("The policy is empty.");
        return Fill(document, values)!.ToJsonString();
    }

    private static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, string> values) => node switch
    {
        JsonObject filled => new JsonObject(filled.Select(property => KeyValuePair.Create(property.Key, Fill(property.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(item => Fill(item, values))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Replace(value.GetValue<string>(), values)),
        _ => node?.DeepClone(),
    };

    private static string Replace(string text, IReadOnlyDictionary<string, string> values) =>
        values.Aggregate(text, (current, pair) => current.Replace($"${{{pair.Key}}}", pair.Value, StringComparison.Ordinal));
}
