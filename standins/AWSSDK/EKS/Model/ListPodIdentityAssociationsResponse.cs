using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The answer of EKS's <c>ListPodIdentityAssociations</c>.</summary>
public sealed class ListPodIdentityAssociationsResponse : AmazonWebServiceResponse
{
    public List<PodIdentityAssociationSummary>? Associations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? NextToken { get; set; }
}
