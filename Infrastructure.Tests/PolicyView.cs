using System.Text.Json.Nodes;

namespace IrsaOperator.Infrastructure.Tests;

/// <summary>One statement of a policy document.</summary>
internal sealed record PolicyView(string Sid, bool Allows, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonNode? Condition)
{
    public static IReadOnlyList<PolicyView> Of(JsonNode? document) =>
    [
        .. document!["Statement"]!.AsArray().Select(statement => new PolicyView(
            statement![nameof(Sid)]?.ToString() ?? "",
            statement["Effect"]!.ToString() == "Allow",
            TemplateView.Texts(statement["Action"]),
            statement["Resource"] is { } resource ? TemplateView.Texts(resource) : [],
            statement[nameof(Condition)])),
    ];
}
