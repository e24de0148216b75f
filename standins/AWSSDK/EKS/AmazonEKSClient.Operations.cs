using Amazon.EKS.Internal;
using Amazon.EKS.Model;

namespace Amazon.EKS;

public partial class AmazonEKSClient
{
    public virtual Task<DescribeClusterResponse> DescribeClusterAsync(
        DescribeClusterRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeClusterResponse>(request, EksOperations.DescribeCluster.Options(), cancellationToken);

    public virtual Task<ListClustersResponse> ListClustersAsync(
        ListClustersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListClustersResponse>(request, EksOperations.ListClusters.Options(), cancellationToken);

    public virtual Task<ListPodIdentityAssociationsResponse> ListPodIdentityAssociationsAsync(
        ListPodIdentityAssociationsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPodIdentityAssociationsResponse>(request, EksOperations.ListPodIdentityAssociations.Options(), cancellationToken);

    public virtual Task<DescribeAddonResponse> DescribeAddonAsync(
        DescribeAddonRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeAddonResponse>(request, EksOperations.DescribeAddon.Options(), cancellationToken);
}
