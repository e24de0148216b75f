namespace Amazon.IdentityManagement.Model;

/// <summary>Creates a paginator for a request; each paginator can be enumerated once.</summary>
public interface IIdentityManagementPaginatorFactory
{
    public IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request);

    public IListAttachedRolePoliciesPaginator ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request);

    public IListInstanceProfilesForRolePaginator ListInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request);

    public IListRolePoliciesPaginator ListRolePolicies(ListRolePoliciesRequest request);

    public IListRolesPaginator ListRoles(ListRolesRequest request);

    public IListRoleTagsPaginator ListRoleTags(ListRoleTagsRequest request);
}
