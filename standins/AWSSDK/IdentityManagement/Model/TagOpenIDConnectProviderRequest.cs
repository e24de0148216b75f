namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>TagOpenIDConnectProvider</c>.</summary>
public sealed class TagOpenIDConnectProviderRequest : AmazonIdentityManagementServiceRequest
{
    public string? OpenIDConnectProviderArn { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
