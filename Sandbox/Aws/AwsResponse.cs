using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>An answer, ready for the wire.</summary>
internal sealed record AwsResponse(int Status, string ContentType, byte[] Body)
{
    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>Whether the connection is dropped in the middle of the body.</summary>
    public bool IsCut { get; init; }

    public static AwsResponse Xml(XNamespace ns, string operation, IReadOnlyList<XElement>? result, string requestId)
    {
        var root = new XElement(operation + "Response");
        if (result is not null)
            root.Add(new XElement(operation + "Result", result));
        root.Add(new XElement("ResponseMetadata", new XElement("RequestId", requestId)));
        return new AwsResponse(200, "text/xml", Write(ns, root));
    }

    public static AwsResponse Json(JsonNode body) => new(200, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static AwsResponse Error(string service, AwsErrorException error, string requestId) => service == "eks"
        ? new AwsResponse(error.Status, "application/json", Encoding.UTF8.GetBytes(new JsonObject { ["message"] = error.Message }.ToJsonString()))
        {
            ErrorCode = EksCode(error.Code),
            ErrorMessage = error.Message,
        }
        : new AwsResponse(error.Status, "text/xml", Write(AwsNamespaces.Of(service), ErrorElement(error, requestId)))
        {
            ErrorCode = error.Code,
            ErrorMessage = error.Message,
        };

    private static XElement ErrorElement(AwsErrorException error, string requestId) => new(
        "ErrorResponse",
        new XElement(
            "Error",
            new XElement("Type", error.Status >= 500 ? "Receiver" : "Sender"),
            new XElement("Code", error.Code),
            new XElement("Message", error.Message)),
        new XElement("RequestId", requestId));

    /// <summary>The JSON services have names of their own for the common errors.</summary>
    private static string EksCode(string code) => code switch
    {
        "SignatureDoesNotMatch" or "RequestExpired" => "InvalidSignatureException",
        "InvalidClientTokenId" => "UnrecognizedClientException",
        "MissingAuthenticationToken" => "MissingAuthenticationTokenException",
        "IncompleteSignature" => "IncompleteSignatureException",
        "ExpiredToken" => "ExpiredTokenException",
        "AccessDenied" => "AccessDeniedException",
        "Throttling" => "ThrottlingException",
        "InvalidAction" => "UnknownOperationException",
        _ => code,
    };

    private static byte[] Write(XNamespace ns, XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
            element.Name = ns + element.Name.LocalName;
        return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
    }
}
