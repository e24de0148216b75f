using System.Net;
using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>400: a parameter is not valid.</summary>
public sealed class InvalidParameterException : AmazonEKSException
{
    public InvalidParameterException()
    {
    }

    public InvalidParameterException(string? message)
        : base(message)
    {
    }

    public InvalidParameterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public InvalidParameterException(Exception? innerException)
        : base(innerException)
    {
    }

    public InvalidParameterException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidParameterException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
