using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>409: an entity of this name exists already (role names are compared without regard to case).</summary>
public sealed class EntityAlreadyExistsException : AmazonIdentityManagementServiceException
{
    public EntityAlreadyExistsException()
    {
    }

    public EntityAlreadyExistsException(string? message)
        : base(message)
    {
    }

    public EntityAlreadyExistsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public EntityAlreadyExistsException(Exception? innerException)
        : base(innerException)
    {
    }

    public EntityAlreadyExistsException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public EntityAlreadyExistsException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
