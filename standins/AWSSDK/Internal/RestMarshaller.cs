using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Internal;

/// <summary>Turns a request object into a GET of the REST-JSON protocol.</summary>
internal sealed class RestMarshaller<TRequest>(RestService service, string path, Action<RestRequest, TRequest> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        // No Content-Type: it would be signed, and HttpClient drops it from a request without a body.
        var request = new DefaultRequest(input, service.Namespace) { HttpMethod = "GET", ResourcePath = path, UseQueryString = true };
        request.Headers["X-Amz-Api-Version"] = service.Version;
        write(new RestRequest(request, service.Missing), (TRequest)input);
        return request;
    }
}
