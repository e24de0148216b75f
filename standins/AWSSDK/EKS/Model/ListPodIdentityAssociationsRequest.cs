namespace Amazon.EKS.Model;

/// <summary>The parameters of EKS's <c>ListPodIdentityAssociations</c>.</summary>
public sealed class ListPodIdentityAssociationsRequest : AmazonEKSRequest
{
    public string? ClusterName { get; set; }

    public int? MaxResults { get; set; }

    public string? Namespace { get; set; }

    public string? NextToken { get; set; }

    public string? ServiceAccount { get; set; }
}
