using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Internal;

/// <summary>
/// One operation of a Query service: its name, how its request is written, how its answer is read, and its modelled
/// errors.
/// </summary>
internal sealed class QueryOperation<TRequest, TResponse>(
    QueryService service,
    string action,
    Action<QueryParameters, TRequest> write,
    Func<XElement, TResponse> read,
    params string[] errors)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    private readonly QueryMarshaller<TRequest> _marshaller = new(service, action, write);
    private readonly QueryUnmarshaller<TResponse> _unmarshaller = new(service, action, read, errors);

    public InvokeOptions Options() => new() { RequestMarshaller = _marshaller, ResponseUnmarshaller = _unmarshaller };
}
