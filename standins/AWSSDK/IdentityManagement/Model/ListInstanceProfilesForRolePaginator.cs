using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListInstanceProfilesForRolePaginator(IPaginator<ListInstanceProfilesForRoleResponse> paginator)
    : IListInstanceProfilesForRolePaginator
{
    public IPaginatedEnumerable<ListInstanceProfilesForRoleResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<InstanceProfile> InstanceProfiles => paginator.Items(static page => page.InstanceProfiles);
}
