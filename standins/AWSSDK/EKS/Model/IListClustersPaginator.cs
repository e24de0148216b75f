using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The pages of <c>ListClusters</c>; single use.</summary>
public interface IListClustersPaginator
{
    IPaginatedEnumerable<ListClustersResponse> Responses { get; }

    IPaginatedEnumerable<string> Clusters { get; }
}
