using System.Globalization;
using System.Text.Json.Nodes;

namespace IrsaOperator.Infrastructure.Tests;

/// <summary>A template to look things up in.</summary>
internal sealed class TemplateView(JsonObject root)
{
    public JsonObject Root => root;

    public IReadOnlyList<(string Id, string Type, JsonNode Properties)> Resources { get; } =
    [
        .. ((JsonObject)root[nameof(Resources)]!).Select(resource => (resource.Key, resource.Value!["Type"]!.GetValue<string>(), resource.Value["Properties"] ?? new JsonObject())),
    ];

    public IEnumerable<JsonNode> All(string type) => Resources.Where(resource => resource.Type == type).Select(resource => resource.Properties);

    public JsonNode Single(string type) => Assert.Single(All(type));

    /// <summary>The logical id of the one resource of a type whose id begins so.</summary>
    public string Id(string prefix, string type) =>
        Assert.Single(Resources, resource => resource.Type == type && resource.Id.StartsWith(prefix, StringComparison.Ordinal)).Id;

    public JsonNode Resource(string prefix, string type)
    {
        var id = Id(prefix, type);
        return Resources.Single(resource => resource.Id == id).Properties;
    }

    public string Output(string name) => Text(root["Outputs"]![name]!["Value"]);

    /// <summary>A value as one text, in which what only a deployment knows stands in braces, as in "arn:{AWS::Partition}:iam::...".</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonObject value when value["Ref"] is { } reference => $"{{{reference}}}",
        JsonObject value when value["Fn::GetAtt"] is JsonArray path => $"{{{path[0]}.{path[1]}}}",
        JsonObject value when value["Fn::Join"] is JsonArray join => string.Join(join[0]!.ToString(), join[1]!.AsArray().Select(Text)),
        JsonValue value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new InvalidOperationException($"Not a text: {node?.ToJsonString()}"),
    };

    /// <summary>A property that is one text or a list of them.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(Text)] : [Text(node)];

    public static IReadOnlyDictionary<string, string> Tags(JsonNode properties) => properties["Tags"]!.AsArray()
        .ToDictionary(tag => Text(tag!["Key"]), tag => Text(tag!["Value"]), StringComparer.Ordinal);
}
