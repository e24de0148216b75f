namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>ListOpenIDConnectProviders</c>.</summary>
public sealed class ListOpenIDConnectProvidersRequest : AmazonIdentityManagementServiceRequest;
