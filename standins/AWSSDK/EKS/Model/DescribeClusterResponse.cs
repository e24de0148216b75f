using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The answer of EKS's <c>DescribeCluster</c>.</summary>
public sealed class DescribeClusterResponse : AmazonWebServiceResponse
{
    public Cluster? Cluster { get; set; }
}
