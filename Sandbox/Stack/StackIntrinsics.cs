using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IrsaOperator.Sandbox.Stack;

/// <summary>CloudFormation's functions, as far as templates of roles and policies need them.</summary>
/// <param name="reference">What a Ref means.</param>
/// <param name="attribute">What an attribute of a resource is.</param>
internal sealed partial class StackIntrinsics(Func<string, string> reference, Func<string, string, string> attribute)
{
    /// <summary>The value without functions.</summary>
    public JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } call when IsFunction(call.First().Key) => Call(call.First().Key, call.First().Value),
        JsonObject properties => new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, Resolve(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Resolve)]),
        _ => node?.DeepClone(),
    };

    public string Text(JsonNode? node) => Resolve(node) is JsonValue value ? value.ToString() : throw new StackException($"A text was expected, not {node?.ToJsonString()}.");

    private static bool IsFunction(string name) => name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal);

    private JsonNode? Call(string function, JsonNode? argument) => (function, argument) switch
    {
        ("Ref", JsonValue name) => JsonValue.Create(reference(name.ToString())),
        ("Fn::GetAtt", JsonArray { Count: 2 } path) => JsonValue.Create(attribute(path[0]!.ToString(), path[1]!.ToString())),
        ("Fn::Join", JsonArray { Count: 2 } join) => JsonValue.Create(string.Join(join[0]!.ToString(), Items(join[1]).Select(Text))),
        ("Fn::Split", JsonArray { Count: 2 } split) => new JsonArray([.. Text(split[1]).Split(split[0]!.ToString()).Select(part => (JsonNode)part)]),
        ("Fn::Select", JsonArray { Count: 2 } select) => Selected(int.Parse(Text(select[0]), System.Globalization.CultureInfo.InvariantCulture), Items(select[1])),
        ("Fn::Sub", JsonArray { Count: 2 } sub) => Substituted(sub[0]!.ToString(), sub[1] as JsonObject ?? []),
        ("Fn::Sub", JsonValue text) => Substituted(text.ToString(), []),
        _ => throw new StackException($"The sandbox knows no function {function} of this form: {argument?.ToJsonString()}."),
    };

    private JsonArray Items(JsonNode? node) => Resolve(node) as JsonArray ?? throw new StackException($"A list was expected, not {node?.ToJsonString()}.");

    private static JsonNode? Selected(int index, JsonArray items) =>
        index >= 0 && index < items.Count ? items[index]?.DeepClone() : throw new StackException($"There is no item {index} in {items.ToJsonString()}.");

    private JsonValue Substituted(string text, JsonObject values) => JsonValue.Create(Placeholder().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (name.StartsWith('!'))
            return $"${{{name[1..]}}}";
        if (values.TryGetPropertyValue(name, out var value))
            return Text(value);
        return name.Split('.', 2) is [var id, var path] ? attribute(id, path) : reference(name);
    }));

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
