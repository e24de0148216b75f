using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>409: the entity was deleted and created again a moment ago.</summary>
public sealed class EntityTemporarilyUnmodifiableException : AmazonIdentityManagementServiceException
{
    public EntityTemporarilyUnmodifiableException()
    {
    }

    public EntityTemporarilyUnmodifiableException(string? message)
        : base(message)
    {
    }

    public EntityTemporarilyUnmodifiableException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public EntityTemporarilyUnmodifiableException(Exception? innerException)
        : base(innerException)
    {
    }

    public EntityTemporarilyUnmodifiableException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public EntityTemporarilyUnmodifiableException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
