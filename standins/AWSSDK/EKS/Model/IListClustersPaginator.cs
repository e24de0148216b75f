using Amazon.Runtime;

namespace Amazon.EKS.Model;

/// <summary>The pages of <c>ListClusters</c>; single use.</summary>
public interface IListClustersPaginator
{
    public IPaginatedEnumerable<ListClustersResponse> Responses { get; }

    public IPaginatedEnumerable<string> Clusters { get; }
}
