using System.Net;
using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>400: the caller may not do this, or the identifier is wrong.</summary>
public sealed class ClientException : AmazonEKSException
{
    public ClientException()
    {
    }

    public ClientException(string? message)
        : base(message)
    {
    }

    public ClientException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ClientException(Exception? innerException)
        : base(innerException)
    {
    }

    public ClientException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ClientException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
