namespace Amazon.IdentityManagement.Model;

/// <summary>Creates a paginator for a request; each paginator can be enumerated once.</summary>
public interface IIdentityManagementPaginatorFactory
{
    IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request);

    IListAttachedRolePoliciesPaginator ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request);

    IListInstanceProfilesForRolePaginator ListInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request);

    IListRolePoliciesPaginator ListRolePolicies(ListRolePoliciesRequest request);

    IListRolesPaginator ListRoles(ListRolesRequest request);

    IListRoleTagsPaginator ListRoleTags(ListRoleTagsRequest request);
}
