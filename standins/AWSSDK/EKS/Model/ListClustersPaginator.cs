using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.EKS.Model;

internal sealed class ListClustersPaginator(IPaginator<ListClustersResponse> paginator) : IListClustersPaginator
{
    public IPaginatedEnumerable<ListClustersResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<string> Clusters => paginator.Items(static page => page.Clusters);
}
