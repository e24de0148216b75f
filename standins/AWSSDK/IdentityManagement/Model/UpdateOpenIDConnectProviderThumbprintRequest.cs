namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>UpdateOpenIDConnectProviderThumbprint</c>.</summary>
public sealed class UpdateOpenIDConnectProviderThumbprintRequest : AmazonIdentityManagementServiceRequest
{
    public string? OpenIDConnectProviderArn { get; set; }

    public List<string>? ThumbprintList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
