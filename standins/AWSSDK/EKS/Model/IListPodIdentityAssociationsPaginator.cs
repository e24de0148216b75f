using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The pages of <c>ListPodIdentityAssociations</c>; single use.</summary>
public interface IListPodIdentityAssociationsPaginator
{
    public IPaginatedEnumerable<ListPodIdentityAssociationsResponse> Responses { get; }

    public IPaginatedEnumerable<PodIdentityAssociationSummary> Associations { get; }
}
