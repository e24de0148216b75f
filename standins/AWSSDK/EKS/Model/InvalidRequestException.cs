using System.Net;
using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>400: the request is not valid in the state of the resource.</summary>
public sealed class InvalidRequestException : AmazonEKSException
{
    public InvalidRequestException()
    {
    }

    public InvalidRequestException(string? message)
        : base(message)
    {
    }

    public InvalidRequestException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public InvalidRequestException(Exception? innerException)
        : base(innerException)
    {
    }

    public InvalidRequestException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidRequestException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
