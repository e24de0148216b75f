using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Internal;

/// <summary>Reads the answer of the REST-JSON protocol.</summary>
internal sealed class RestUnmarshaller<TResponse>(RestService service, Func<JsonElement, TResponse> read, string[] errors)
    : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        try
        {
            using var document = JsonDocument.Parse(input.Stream);
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            // Something between us and AWS answered 200 with a page of its own.
            throw new AmazonUnmarshallingException("The answer is not JSON.", lastKnownLocation: "", e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new AmazonUnmarshallingException("The answer has a value of another type.", lastKnownLocation: "", e);
        }
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return service.Errors.Create(errors, error, innerException, statusCode);
    }
}
