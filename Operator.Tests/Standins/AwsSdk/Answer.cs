using System.Net;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>What the loopback server answers.</summary>
internal sealed record Answer(string Body, HttpStatusCode Status = HttpStatusCode.OK, string ContentType = "text/xml")
{
    public const string RequestId = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>An answer of IAM: the result's members inside the envelope.</summary>
    public static Answer Iam(string action, string? members) => new(
        $"""
         <{action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
           {(members is null ? "" : $"<{action}Result>{members}</{action}Result>")}
           <ResponseMetadata><RequestId>{RequestId}</RequestId></ResponseMetadata>
         </{action}Response>
         """);

    public static Answer IamError(HttpStatusCode status, string code, string message = "What went wrong.") => new(
        $"""
         <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
           <Error><Type>{((int)status < 500 ? "Sender" : "Receiver")}</Type><Code>{code}</Code><Message>{message}</Message></Error>
           <RequestId>{RequestId}</RequestId>
         </ErrorResponse>
         """,
        status);

    public static Answer Eks(string json) => new(json, ContentType: "application/json")
    {
        Headers = new Dictionary<string, string> { ["x-amzn-RequestId"] = RequestId },
    };

    public static Answer EksError(HttpStatusCode status, string code) =>
        new("""{"message":"What went wrong.","clusterName":"lab"}""", status, "application/json")
        {
            Headers = new Dictionary<string, string> { ["x-amzn-RequestId"] = RequestId, ["x-amzn-ErrorType"] = code },
        };
}
