using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The answer of EKS's <c>ListClusters</c>.</summary>
public sealed class ListClustersResponse : AmazonWebServiceResponse
{
    public List<string>? Clusters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? NextToken { get; set; }
}
