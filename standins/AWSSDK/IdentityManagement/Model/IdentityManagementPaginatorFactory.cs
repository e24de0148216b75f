using Amazon.Internal;

namespace Amazon.IdentityManagement.Model;

internal sealed class IdentityManagementPaginatorFactory(IAmazonIdentityManagementService client) : IIdentityManagementPaginatorFactory
{
    public IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request) =>
        new GetAccountAuthorizationDetailsPaginator(
            new TokenPaginator<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>(
                request,
                client.GetAccountAuthorizationDetailsAsync,
                static (r, marker) => r.Marker = marker,
                static r => r.Marker,
                static p => p.IsTruncated.GetValueOrDefault() ? p.Marker : null));

    public IListAttachedRolePoliciesPaginator ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request) =>
        new ListAttachedRolePoliciesPaginator(
            new TokenPaginator<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>(
                request,
                client.ListAttachedRolePoliciesAsync,
                static (r, marker) => r.Marker = marker,
                static r => r.Marker,
                static p => p.IsTruncated.GetValueOrDefault() ? p.Marker : null));

    public IListInstanceProfilesForRolePaginator ListInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request) =>
        new ListInstanceProfilesForRolePaginator(
            new TokenPaginator<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse>(
                request,
                client.ListInstanceProfilesForRoleAsync,
                static (r, marker) => r.Marker = marker,
                static r => r.Marker,
                static p => p.IsTruncated.GetValueOrDefault() ? p.Marker : null));

    public IListRolePoliciesPaginator ListRolePolicies(ListRolePoliciesRequest request) => new ListRolePoliciesPaginator(
            new TokenPaginator<ListRolePoliciesRequest, ListRolePoliciesResponse>(
                request,
                client.ListRolePoliciesAsync,
                static (r, marker) => r.Marker = marker,
                static r => r.Marker,
                static p => p.IsTruncated.GetValueOrDefault() ? p.Marker : null));

    public IListRolesPaginator ListRoles(ListRolesRequest request) => new ListRolesPaginator(
            new TokenPaginator<ListRolesRequest, ListRolesResponse>(
                request,
                client.ListRolesAsync,
                static (r, marker) => r.Marker = marker,
                static r => r.Marker,
                static p => p.IsTruncated.GetValueOrDefault() ? p.Marker : null));

    public IListRoleTagsPaginator ListRoleTags(ListRoleTagsRequest request) => new ListRoleTagsPaginator(
            new TokenPaginator<ListRoleTagsRequest, ListRoleTagsResponse>(
                request,
                client.ListRoleTagsAsync,
                static (r, marker) => r.Marker = marker,
                static r => r.Marker,
                static p => p.IsTruncated.GetValueOrDefault() ? p.Marker : null));
}
