using System.Text.Json.Nodes;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>A request as it came over the wire, and what could be told from it.</summary>
internal sealed record AwsRequest
{
    public required string Method { get; init; }

    /// <summary>The path as sent, still encoded.</summary>
    public required string RawPath { get; init; }

    public required string RawQuery { get; init; }

    /// <summary>Headers in lower case; several values of one header are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Parameters of the Query protocol, or of path, query and top level of the JSON body.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>iam, sts or eks.</summary>
    public required string Service { get; init; }

    public required string Operation { get; init; }

    public JsonNode? Json { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);
}
