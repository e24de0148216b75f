namespace Amazon.EKS.Model;

/// <summary>The parameters of EKS's <c>ListClusters</c>.</summary>
public sealed class ListClustersRequest : AmazonEKSRequest
{
    public List<string>? Include { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}
