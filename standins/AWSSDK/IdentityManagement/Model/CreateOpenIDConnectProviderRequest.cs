namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>CreateOpenIDConnectProvider</c>.</summary>
public sealed class CreateOpenIDConnectProviderRequest : AmazonIdentityManagementServiceRequest
{
    public List<string>? ClientIDList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string>? ThumbprintList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Url { get; set; }
}
