using Amazon.Runtime;

namespace Amazon.EKS.Model;

internal sealed class ListPodIdentityAssociationsPaginator(IPaginator<ListPodIdentityAssociationsResponse> paginator) : IListPodIdentityAssociationsPaginator
{
    public IPaginatedEnumerable<ListPodIdentityAssociationsResponse> Responses => new PaginatedResponse<ListPodIdentityAssociationsResponse>(paginator);

    public IPaginatedEnumerable<PodIdentityAssociationSummary> Associations =>
        new PaginatedResultKeyResponse<ListPodIdentityAssociationsResponse, PodIdentityAssociationSummary>(paginator, response => response.Associations ?? []);
}
