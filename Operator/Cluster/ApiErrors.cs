using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Cluster;

/// <summary>Reads the Status object in the API server's refusals.</summary>
internal static class ApiErrors
{
    /// <summary>The API server's own words, or the transport's.</summary>
    public static string Message(Exception error) =>
        error is HttpOperationException http && Status(http)?.Message is { Length: > 0 } message ? message : error.Message;

    /// <summary>Who holds which field with another value; empty when the refusal is not about fields.</summary>
    public static IReadOnlyList<FieldConflict> FieldConflicts(HttpOperationException error) =>
    [
        .. (Status(error)?.Details?.Causes ?? [])
            .Where(cause => cause.Reason == "FieldManagerConflict")
            .Select(cause => new FieldConflict(Manager(cause.Message ?? ""), cause.Field ?? "")),
    ];

    /// <summary>The name in: conflict with "kubectl-annotate" using v1.</summary>
    private static string Manager(string message) => message.Split('"') is [_, { Length: > 0 } manager, ..] ? manager : message;

    private static V1Status? Status(HttpOperationException error)
    {
        try
        {
            return error.Response?.Content is { Length: > 0 } content ? KubernetesJson.Deserialize<V1Status>(content) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
