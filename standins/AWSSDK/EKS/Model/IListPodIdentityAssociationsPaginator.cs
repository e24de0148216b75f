using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The pages of <c>ListPodIdentityAssociations</c>; single use.</summary>
public interface IListPodIdentityAssociationsPaginator
{
    IPaginatedEnumerable<ListPodIdentityAssociationsResponse> Responses { get; }

    IPaginatedEnumerable<PodIdentityAssociationSummary> Associations { get; }
}
