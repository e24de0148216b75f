using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Aws.Eks;
using IrsaOperator.Sandbox.Aws.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>Takes a request off the wire and tells which service and operation it is for.</summary>
internal static class AwsRequestReader
{
    public static async Task<AwsRequest> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, cancellationToken);
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var request = new AwsRequest
        {
            Method = http.Request.Method,
            RawPath = target[0],
            RawQuery = target.Length > 1 ? target[1] : "",
            Headers = http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value.ToArray())),
            Body = buffer.ToArray(),
            Parameters = new Dictionary<string, string>(),
            Service = "",
            Operation = "",
        };
        return IsEks(request) ? ForEks(request) : ForQuery(request);
    }

    private static bool IsEks(AwsRequest request) =>
        request.RawPath != "/" || SigV4Header.Parse(request.Header("authorization"))?.Service == "eks";

    private static AwsRequest ForQuery(AwsRequest request)
    {
        var parameters = Form(request.RawQuery);
        if (request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            foreach (var (key, value) in Form(Encoding.UTF8.GetString(request.Body)))
                parameters[key] = value;
        }

        var service = parameters.GetValueOrDefault("Version") switch
        {
            "2010-05-08" => "iam",
            "2011-06-15" => "sts",
            _ => SigV4Header.Parse(request.Header("authorization"))?.Service ?? "iam",
        };
        return request with { Service = service, Operation = parameters.GetValueOrDefault("Action") ?? "", Parameters = parameters };
    }

    private static AwsRequest ForEks(AwsRequest request)
    {
        var parameters = Form(request.RawQuery);
        var operation = EksRoutes.Resolve(request.Method, request.RawPath, parameters) ?? $"{request.Method} {request.RawPath}";
        JsonNode? json = null;
        try
        {
            json = request.Body.Length == 0 ? null : JsonNode.Parse(request.Body);
        }
        catch (JsonException)
        {
            operation = "";
        }

        foreach (var (key, value) in json as JsonObject ?? [])
            parameters[key] = value?.ToString() ?? "";
        return request with { Service = "eks", Operation = operation, Parameters = parameters, Json = json };
    }

    private static Dictionary<string, string> Form(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            parameters[Decode(parts[0])] = parts.Length > 1 ? Decode(parts[1]) : "";
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
