using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>UpdateOpenIDConnectProviderThumbprint</c>: nothing but its metadata.</summary>
public sealed class UpdateOpenIDConnectProviderThumbprintResponse : AmazonWebServiceResponse;
