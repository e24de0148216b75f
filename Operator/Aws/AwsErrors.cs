using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Polly.Timeout;

namespace IrsaOperator.Aws;

/// <summary>
/// Tells AWS's errors apart, by ErrorCode: the SDK's exception types differ from operation to operation for the same code.
/// </summary>
internal static class AwsErrors
{
    /// <summary>The code with which IAM refuses to delete what something else hangs on.</summary>
    public const string DeleteConflict = "DeleteConflict";

    public static AwsErrorKind Classify(Exception error) => ServiceException(error) is { } service
        ? ClassifyCode(service)
        : error switch
        {
            _ when Chain(error).Any(IsConnection) => AwsErrorKind.Unavailable,
            // Core's own complaint before any call was made: no region, no credentials, a token file that is not there.
            AmazonClientException => AwsErrorKind.Denied,
            _ => AwsErrorKind.Unknown,
        };

    /// <summary>The code for metrics and messages: AWS's own, or the kind of failure below it.</summary>
    public static string Code(Exception error) =>
        ServiceException(error)?.ErrorCode is { Length: > 0 } code ? code : Classify(error).ToString();

    /// <summary>AWS's own words, without the request id that would differ on every try.</summary>
    public static string Message(Exception error) => (ServiceException(error) ?? error).Message.Trim();

    /// <summary>Whether AWS refuses to delete what something else hangs on.</summary>
    public static bool IsDeleteConflict(Exception error) => Code(error) == DeleteConflict;

    private static AwsErrorKind ClassifyCode(AmazonServiceException error) => error.ErrorCode switch
    {
        "NoSuchEntity" or "ResourceNotFoundException" => AwsErrorKind.NotFound,
        "EntityAlreadyExists" => AwsErrorKind.AlreadyExists,
        "ConcurrentModification" or "EntityTemporarilyUnmodifiable" or DeleteConflict => AwsErrorKind.Busy,
        "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequestsException" => AwsErrorKind.Throttled,
        "AccessDenied" or "AccessDeniedException" or "InvalidClientTokenId" or "UnrecognizedClientException" or "SignatureDoesNotMatch"
            or "ExpiredToken" or "ExpiredTokenException" or "InvalidIdentityToken" or "IncompleteSignature"
            or "MissingAuthenticationToken" or "OptInRequired" => AwsErrorKind.Denied,
        // A principal that was made a moment ago is "invalid" until IAM has heard of it.
        "MalformedPolicyDocument" when error.Message.Contains("Invalid principal", StringComparison.OrdinalIgnoreCase) => AwsErrorKind.Busy,
        "MalformedPolicyDocument" or "InvalidInput" or "ValidationError" or "PolicyNotAttachable" or "UnmodifiableEntity"
            or "InvalidParameterException" or "InvalidRequestException" => AwsErrorKind.Rejected,
        "LimitExceeded" => AwsErrorKind.LimitExceeded,
        "ServiceFailure" or "ServiceUnavailable" or "ServiceUnavailableException" or "ServerException" or "InternalFailure"
            or "OpenIdIdpCommunicationError" or "IDPCommunicationError" or "RequestExpired" => AwsErrorKind.Unavailable,
        _ when error.StatusCode >= HttpStatusCode.InternalServerError => AwsErrorKind.Unavailable,
        _ => AwsErrorKind.Unknown,
    };

    // The credentials' own call to STS, and retries inside the SDK, wrap what went wrong in exceptions of their own.
    private static AmazonServiceException? ServiceException(Exception error) =>
        Chain(error).OfType<AmazonServiceException>().FirstOrDefault(service => service.ErrorCode is { Length: > 0 }) ?? error as AmazonServiceException;

    private static bool IsConnection(Exception error) =>
        error is HttpRequestException or (IOException and not (FileNotFoundException or DirectoryNotFoundException)) or TimeoutRejectedException or OperationCanceledException or SocketException;

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var current = error; current is not null; current = current.InnerException)
            yield return current;
    }
}
