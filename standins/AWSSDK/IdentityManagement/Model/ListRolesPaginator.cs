using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListRolesPaginator(IPaginator<ListRolesResponse> paginator) : IListRolesPaginator
{
    public IPaginatedEnumerable<ListRolesResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<Role> Roles => paginator.Items(static page => page.Roles);
}
