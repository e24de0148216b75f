using System.Collections.Frozen;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Internal;

/// <summary>
/// The exception types of a service by their wire codes. An operation throws only those that are modelled for it, and
/// the service's base type for any other code: what the packages do, so that nobody comes to rely on more.
/// </summary>
internal sealed class ErrorTable(ErrorFactory fallback, IReadOnlyDictionary<string, ErrorFactory> byCode)
{
    private readonly FrozenDictionary<string, ErrorFactory> _byCode = byCode.ToFrozenDictionary(StringComparer.Ordinal);

    public AmazonServiceException Create(string[] modelled, ErrorResponse error, Exception? inner, HttpStatusCode status) =>
        error.Code is { } code && modelled.Contains(code, StringComparer.Ordinal) && _byCode.TryGetValue(code, out var factory)
            ? factory(error, inner, status)
            : fallback(error, inner, status);
}
