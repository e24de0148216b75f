using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>An answer in the API server's place.</summary>
internal sealed record ApiAnswer(int Status, string Reason, string Message)
{
    /// <summary>None at all: the connection ends.</summary>
    public static readonly ApiAnswer Dropped = new(0, "", "");

    /// <summary>Somebody else has written first.</summary>
    public static readonly ApiAnswer Conflict = new(409, "Conflict", "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>The resource version is too old to watch from.</summary>
    public static readonly ApiAnswer Gone = new(410, "Expired", "too old resource version");

    /// <summary>An admission webhook says no.</summary>
    public static readonly ApiAnswer Denied = new(403, "Forbidden", "admission webhook \"policy.example.com\" denied the request: not today");

    public async Task WriteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (Status == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            JsonSerializer.Serialize(new { kind = "Status", apiVersion = "v1", metadata = new { }, status = "Failure", message = Message, reason = Reason, code = Status }), cancellationToken);
    }
}
