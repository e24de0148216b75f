using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>GetAccountSummary</c>.</summary>
public sealed class GetAccountSummaryResponse : AmazonWebServiceResponse
{
    public Dictionary<string, int>? SummaryMap { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
