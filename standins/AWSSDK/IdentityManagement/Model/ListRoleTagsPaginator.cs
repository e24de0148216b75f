using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListRoleTagsPaginator(IPaginator<ListRoleTagsResponse> paginator) : IListRoleTagsPaginator
{
    public IPaginatedEnumerable<ListRoleTagsResponse> Responses => new PaginatedResponse<ListRoleTagsResponse>(paginator);

    public IPaginatedEnumerable<Tag> Tags =>
        new PaginatedResultKeyResponse<ListRoleTagsResponse, Tag>(paginator, response => response.Tags ?? []);
}
