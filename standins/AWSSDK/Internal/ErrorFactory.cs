using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Internal;

internal delegate AmazonServiceException ErrorFactory(ErrorResponse error, Exception? inner, HttpStatusCode status);
