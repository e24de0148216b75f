using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>400: IAM could not reach the identity provider.</summary>
public sealed class OpenIdIdpCommunicationErrorException : AmazonIdentityManagementServiceException
{
    public OpenIdIdpCommunicationErrorException()
    {
    }

    public OpenIdIdpCommunicationErrorException(string? message)
        : base(message)
    {
    }

    public OpenIdIdpCommunicationErrorException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public OpenIdIdpCommunicationErrorException(Exception? innerException)
        : base(innerException)
    {
    }

    public OpenIdIdpCommunicationErrorException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public OpenIdIdpCommunicationErrorException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
