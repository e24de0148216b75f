using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>409: another change to the same entity is under way.</summary>
public sealed class ConcurrentModificationException : AmazonIdentityManagementServiceException
{
    public ConcurrentModificationException()
    {
    }

    public ConcurrentModificationException(string? message)
        : base(message)
    {
    }

    public ConcurrentModificationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ConcurrentModificationException(Exception? innerException)
        : base(innerException)
    {
    }

    public ConcurrentModificationException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ConcurrentModificationException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
