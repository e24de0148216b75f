using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.EKS.Model;

internal sealed class ListPodIdentityAssociationsPaginator(IPaginator<ListPodIdentityAssociationsResponse> paginator)
    : IListPodIdentityAssociationsPaginator
{
    public IPaginatedEnumerable<ListPodIdentityAssociationsResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<PodIdentityAssociationSummary> Associations => paginator.Items(static page => page.Associations);
}
