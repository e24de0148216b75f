using Amazon.EKS.Model;
using Amazon.Internal;

namespace Amazon.EKS.Internal;

internal static class EksOperations
{
    public static readonly RestOperation<DescribeClusterRequest, DescribeClusterResponse> DescribeCluster = new(
        EksService.Rest,
        "/clusters/{name}",
        static (r, m) => r.Path("name", nameof(m.Name), m.Name),
        static x => new() { Cluster = x.Shape("cluster", EksShapes.Cluster) },
        EksErrors.ResourceNotFound, EksErrors.Client, EksErrors.Server, EksErrors.ServiceUnavailable);

    public static readonly RestOperation<ListClustersRequest, ListClustersResponse> ListClusters = new(
        EksService.Rest,
        "/clusters",
        static (r, m) =>
        {
            r.Query("include", m.Include);
            r.Query("maxResults", m.MaxResults);
            r.Query("nextToken", m.NextToken);
        },
        static x => new()
        {
            Clusters = x.Texts("clusters"),
            NextToken = x.Text("nextToken"),
        },
        EksErrors.InvalidParameter, EksErrors.Client, EksErrors.Server, EksErrors.ServiceUnavailable);

    public static readonly RestOperation<ListPodIdentityAssociationsRequest, ListPodIdentityAssociationsResponse>
        ListPodIdentityAssociations = new(
        EksService.Rest,
        "/clusters/{clusterName}/pod-identity-associations",
        static (r, m) =>
        {
            r.Path("clusterName", nameof(m.ClusterName), m.ClusterName);
            r.Query("maxResults", m.MaxResults);
            r.Query("namespace", m.Namespace);
            r.Query("nextToken", m.NextToken);
            r.Query("serviceAccount", m.ServiceAccount);
        },
        static x => new()
        {
            Associations = x.List("associations", EksShapes.PodIdentityAssociationSummary),
            NextToken = x.Text("nextToken"),
        },
        EksErrors.Server, EksErrors.ResourceNotFound, EksErrors.InvalidRequest, EksErrors.InvalidParameter);

    public static readonly RestOperation<DescribeAddonRequest, DescribeAddonResponse> DescribeAddon = new(
        EksService.Rest,
        "/clusters/{clusterName}/addons/{addonName}",
        static (r, m) =>
        {
            r.Path("addonName", nameof(m.AddonName), m.AddonName);
            r.Path("clusterName", nameof(m.ClusterName), m.ClusterName);
        },
        static x => new() { Addon = x.Shape("addon", EksShapes.Addon) },
        EksErrors.InvalidParameter, EksErrors.InvalidRequest, EksErrors.ResourceNotFound, EksErrors.Client, EksErrors.Server);
}
