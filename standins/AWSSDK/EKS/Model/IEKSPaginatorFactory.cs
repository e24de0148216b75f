namespace Amazon.EKS.Model;

/// <summary>Creates a paginator for a request; each paginator can be enumerated once.</summary>
public interface IEKSPaginatorFactory
{
    public IListClustersPaginator ListClusters(ListClustersRequest request);

    public IListPodIdentityAssociationsPaginator ListPodIdentityAssociations(ListPodIdentityAssociationsRequest request);
}
