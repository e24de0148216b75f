using Amazon.Runtime;

namespace Amazon.EKS.Model;

internal sealed class ListClustersPaginator(IPaginator<ListClustersResponse> paginator) : IListClustersPaginator
{
    public IPaginatedEnumerable<ListClustersResponse> Responses => new PaginatedResponse<ListClustersResponse>(paginator);

    public IPaginatedEnumerable<string> Clusters =>
        new PaginatedResultKeyResponse<ListClustersResponse, string>(paginator, response => response.Clusters ?? []);
}
