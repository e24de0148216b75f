using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Internal;

/// <summary>Turns a request object into a form post of the Query protocol.</summary>
internal sealed class QueryMarshaller<TRequest>(QueryService service, string action, Action<QueryParameters, TRequest> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Namespace) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters.Add("Action", action);
        request.Parameters.Add("Version", service.Version);
        write(new QueryParameters(request.ParameterCollection), (TRequest)input);
        request.Headers["Content-Type"] = AWSSDKUtils.UrlEncodedContent;
        request.ContentStream = AWSSDKUtils.WriteParametersToPooledStream(request);
        return request;
    }
}
