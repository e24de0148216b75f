using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListInstanceProfilesForRolePaginator(IPaginator<ListInstanceProfilesForRoleResponse> paginator) : IListInstanceProfilesForRolePaginator
{
    public IPaginatedEnumerable<ListInstanceProfilesForRoleResponse> Responses => new PaginatedResponse<ListInstanceProfilesForRoleResponse>(paginator);

    public IPaginatedEnumerable<InstanceProfile> InstanceProfiles =>
        new PaginatedResultKeyResponse<ListInstanceProfilesForRoleResponse, InstanceProfile>(paginator, response => response.InstanceProfiles ?? []);
}
