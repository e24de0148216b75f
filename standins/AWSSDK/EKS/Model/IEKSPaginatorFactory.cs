namespace Amazon.EKS.Model;

/// <summary>Creates a paginator for a request; each paginator can be enumerated once.</summary>
public interface IEKSPaginatorFactory
{
    IListClustersPaginator ListClusters(ListClustersRequest request);

    IListPodIdentityAssociationsPaginator ListPodIdentityAssociations(ListPodIdentityAssociationsRequest request);
}
