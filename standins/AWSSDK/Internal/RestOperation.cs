using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Internal;

/// <summary>
/// One reading operation of a REST-JSON service: its path, how its request is written, how its answer is read, and
/// its modelled errors.
/// </summary>
internal sealed class RestOperation<TRequest, TResponse>(
    RestService service,
    string path,
    Action<RestRequest, TRequest> write,
    Func<JsonElement, TResponse> read,
    params string[] errors)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    private readonly RestMarshaller<TRequest> _marshaller = new(service, path, write);
    private readonly RestUnmarshaller<TResponse> _unmarshaller = new(service, read, errors);

    public InvokeOptions Options() => new() { RequestMarshaller = _marshaller, ResponseUnmarshaller = _unmarshaller };
}
