using Amazon.Runtime;

namespace Amazon.EKS;

/// <summary>The base of all requests to EKS.</summary>
public class AmazonEKSRequest : AmazonWebServiceRequest;
