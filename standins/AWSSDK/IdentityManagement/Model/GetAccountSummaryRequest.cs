namespace Amazon.IdentityManagement.Model;

/// <summary>The parameters of IAM's <c>GetAccountSummary</c>.</summary>
public sealed class GetAccountSummaryRequest : AmazonIdentityManagementServiceRequest;
