namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>AddClientIDToOpenIDConnectProvider</c>.</summary>
public sealed class AddClientIDToOpenIDConnectProviderRequest : AmazonIdentityManagementServiceRequest
{
    public string? ClientID { get; set; }

    public string? OpenIDConnectProviderArn { get; set; }
}
