using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrsaOperator.Sandbox.Stack;

/// <summary>A CloudFormation template, as it is written.</summary>
internal sealed class StackTemplate
{
    private StackTemplate(JsonObject resources, JsonObject outputs)
    {
        Resources = resources;
        Outputs = outputs;
    }

    /// <summary>By logical id.</summary>
    public JsonObject Resources { get; }

    public JsonObject Outputs { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="StackException">It is no template.</exception>
    public static StackTemplate Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new StackException($"{file} can't be read as a template: {exception.Message}");
        }
    }

    public static StackTemplate Parse(string json) => JsonNode.Parse(json) is JsonObject root && root[nameof(Resources)] is JsonObject resources
        ? new StackTemplate(resources, root[nameof(Outputs)] as JsonObject ?? [])
        : throw new StackException("The template has no resources.");

    public string TypeOf(string logicalId) => Resource(logicalId)["Type"]?.GetValue<string>() ?? throw new StackException($"The resource {logicalId} has no type.");

    public JsonObject Properties(string logicalId) => Resource(logicalId)["Properties"] as JsonObject ?? [];

    private JsonObject Resource(string logicalId) => Resources[logicalId] as JsonObject ?? throw new StackException($"The template has no resource {logicalId}.");
}
