using System.Text.Json;
using System.Text.Json.Nodes;
using IrsaOperator.Infrastructure.Stacks;

namespace IrsaOperator.Infrastructure.Overlay;

/// <summary>The outputs of a deployed stack that an installation of the operator needs.</summary>
internal sealed record StackOutputs
{
    public required string ClusterName { get; init; }

    public required string Namespace { get; init; }

    public required string ServiceAccount { get; init; }

    public required string RoleArn { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Reads what <c>aws cloudformation describe-stacks</c> prints, whole or only its outputs, or a file of <c>cdk deploy --outputs-file</c>.</summary>
    /// <exception cref="OverlayException">It is neither, or an output is missing.</exception>
    public static StackOutputs Read(string json)
    {
        var values = Values(Parse(json));
        string Value(string name) => values.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw new OverlayException($"The outputs have no {name}: is this the stack of the base cluster, and is it deployed?");
        return new StackOutputs
        {
            ClusterName = Value(OutputNames.ClusterName),
            Namespace = Value(OutputNames.OperatorNamespace),
            ServiceAccount = Value(OutputNames.OperatorServiceAccount),
            RoleArn = Value(OutputNames.OperatorRoleArn),
            Arguments = Value(OutputNames.OperatorArguments).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new OverlayException($"The file of outputs is no JSON: {exception.Message}");
        }
    }

    private static Dictionary<string, string> Values(JsonNode? root) => root switch
    {
        JsonArray outputs => FromCloudFormation(outputs),
        JsonObject described when described["Stacks"] is JsonArray { Count: 1 } stacks && stacks[0]?["Outputs"] is JsonArray outputs => FromCloudFormation(outputs),
        JsonObject cdk when cdk.Count == 1 && cdk.First().Value is JsonObject outputs =>
            outputs.ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal),
        _ => throw new OverlayException("The file holds no outputs of one stack: write it with aws cloudformation describe-stacks --stack-name NAME, or with cdk deploy --outputs-file."),
    };

    private static Dictionary<string, string> FromCloudFormation(JsonArray outputs) => outputs.OfType<JsonObject>()
        .DistinctBy(output => Text(output["OutputKey"]), StringComparer.Ordinal)
        .ToDictionary(output => Text(output["OutputKey"]), output => Text(output["OutputValue"]), StringComparer.Ordinal);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
