namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetOpenIDConnectProvider</c>.</summary>
public sealed class GetOpenIDConnectProviderRequest : AmazonIdentityManagementServiceRequest
{
    public string? OpenIDConnectProviderArn { get; set; }
}
