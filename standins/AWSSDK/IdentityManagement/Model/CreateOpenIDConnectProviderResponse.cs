using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>CreateOpenIDConnectProvider</c>.</summary>
public sealed class CreateOpenIDConnectProviderResponse : AmazonWebServiceResponse
{
    public string? OpenIDConnectProviderArn { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
