using Amazon.EKS.Model;
using Amazon.Internal;

namespace Amazon.EKS.Internal;

/// <summary>The wire codes of the modelled errors, and the exception of each.</summary>
internal static class EksErrors
{
    public const string Client = "ClientException";
    public const string InvalidParameter = "InvalidParameterException";
    public const string InvalidRequest = "InvalidRequestException";
    public const string ResourceNotFound = "ResourceNotFoundException";
    public const string Server = "ServerException";
    public const string ServiceUnavailable = "ServiceUnavailableException";

    public static readonly ErrorTable Table = new(
        static (e, inner, status) => new AmazonEKSException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
        new Dictionary<string, ErrorFactory>(StringComparer.Ordinal)
        {
            [Client] = static (e, inner, status) => new ClientException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [InvalidParameter] = static (e, inner, status) =>
                new InvalidParameterException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [InvalidRequest] = static (e, inner, status) =>
                new InvalidRequestException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [ResourceNotFound] = static (e, inner, status) =>
                new ResourceNotFoundException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [Server] = static (e, inner, status) => new ServerException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
            [ServiceUnavailable] = static (e, inner, status) =>
                new ServiceUnavailableException(e.Message, inner, e.Type, e.Code, e.RequestId, status),
        });
}
