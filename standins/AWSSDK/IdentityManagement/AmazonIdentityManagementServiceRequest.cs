using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>The base of all requests to IAM.</summary>
public class AmazonIdentityManagementServiceRequest : AmazonWebServiceRequest;
