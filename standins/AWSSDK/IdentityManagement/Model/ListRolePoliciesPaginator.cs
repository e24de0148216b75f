using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListRolePoliciesPaginator(IPaginator<ListRolePoliciesResponse> paginator) : IListRolePoliciesPaginator
{
    public IPaginatedEnumerable<ListRolePoliciesResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<string> PolicyNames => paginator.Items(static page => page.PolicyNames);
}
