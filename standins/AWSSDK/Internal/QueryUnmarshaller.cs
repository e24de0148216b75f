using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Internal;

/// <summary>Reads the XML answer of the Query protocol.</summary>
internal sealed class QueryUnmarshaller<TResponse>(QueryService service, string action, Func<XElement, TResponse> read, string[] errors)
    : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = Load(input.Stream);
        var response = Read(root.Child($"{action}Result") ?? root);
        response.ResponseMetadata = new ResponseMetadata { RequestId = root.Child("ResponseMetadata")?.Text("RequestId") };
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return service.Errors.Create(errors, error, innerException, statusCode);
    }

    private TResponse Read(XElement result)
    {
        try
        {
            return read(result);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new AmazonUnmarshallingException("The answer has a value of another type.", lastKnownLocation: "", e);
        }
    }

    private static XElement Load(Stream stream)
    {
        try
        {
            return XElement.Load(stream);
        }
        catch (XmlException e)
        {
            // Something between us and AWS answered 200 with a page of its own.
            throw new AmazonUnmarshallingException("The answer is not XML.", lastKnownLocation: "", e);
        }
    }
}
