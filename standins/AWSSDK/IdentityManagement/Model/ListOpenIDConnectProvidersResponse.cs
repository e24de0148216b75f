using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>ListOpenIDConnectProviders</c>.</summary>
public sealed class ListOpenIDConnectProvidersResponse : AmazonWebServiceResponse
{
    public List<OpenIDConnectProviderListEntry>? OpenIDConnectProviderList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
