using Amazon.Internal;

namespace Amazon.EKS.Model;

internal sealed class EKSPaginatorFactory(IAmazonEKS client) : IEKSPaginatorFactory
{
    public IListClustersPaginator ListClusters(ListClustersRequest request) => new ListClustersPaginator(
            new TokenPaginator<ListClustersRequest, ListClustersResponse>(
                request,
                client.ListClustersAsync,
                static (r, token) => r.NextToken = token,
                static r => r.NextToken,
                static p => p.NextToken));

    public IListPodIdentityAssociationsPaginator ListPodIdentityAssociations(ListPodIdentityAssociationsRequest request) =>
        new ListPodIdentityAssociationsPaginator(
            new TokenPaginator<ListPodIdentityAssociationsRequest, ListPodIdentityAssociationsResponse>(
                request,
                client.ListPodIdentityAssociationsAsync,
                static (r, token) => r.NextToken = token,
                static r => r.NextToken,
                static p => p.NextToken));
}
