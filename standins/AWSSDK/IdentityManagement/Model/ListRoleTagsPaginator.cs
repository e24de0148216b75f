using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListRoleTagsPaginator(IPaginator<ListRoleTagsResponse> paginator) : IListRoleTagsPaginator
{
    public IPaginatedEnumerable<ListRoleTagsResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<Tag> Tags => paginator.Items(static page => page.Tags);
}
