using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListRolesPaginator(IPaginator<ListRolesResponse> paginator) : IListRolesPaginator
{
    public IPaginatedEnumerable<ListRolesResponse> Responses => new PaginatedResponse<ListRolesResponse>(paginator);

    public IPaginatedEnumerable<Role> Roles =>
        new PaginatedResultKeyResponse<ListRolesResponse, Role>(paginator, response => response.Roles ?? []);
}
