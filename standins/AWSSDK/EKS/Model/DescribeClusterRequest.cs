namespace Amazon.EKS.Model;

/// <summary>The parameters of EKS's <c>DescribeCluster</c>.</summary>
public sealed class DescribeClusterRequest : AmazonEKSRequest
{
    public string? Name { get; set; }
}
