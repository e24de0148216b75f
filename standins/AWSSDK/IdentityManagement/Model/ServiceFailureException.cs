using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>500: IAM failed.</summary>
public sealed class ServiceFailureException : AmazonIdentityManagementServiceException
{
    public ServiceFailureException()
    {
    }

    public ServiceFailureException(string? message)
        : base(message)
    {
    }

    public ServiceFailureException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ServiceFailureException(Exception? innerException)
        : base(innerException)
    {
    }

    public ServiceFailureException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ServiceFailureException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
