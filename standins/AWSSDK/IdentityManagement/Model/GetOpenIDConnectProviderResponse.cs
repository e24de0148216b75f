using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>GetOpenIDConnectProvider</c>.</summary>
public sealed class GetOpenIDConnectProviderResponse : AmazonWebServiceResponse
{
    public List<string>? ClientIDList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public DateTime? CreateDate { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string>? ThumbprintList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Url { get; set; }
}
