using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListRolePoliciesPaginator(IPaginator<ListRolePoliciesResponse> paginator) : IListRolePoliciesPaginator
{
    public IPaginatedEnumerable<ListRolePoliciesResponse> Responses => new PaginatedResponse<ListRolePoliciesResponse>(paginator);

    public IPaginatedEnumerable<string> PolicyNames =>
        new PaginatedResultKeyResponse<ListRolePoliciesResponse, string>(paginator, response => response.PolicyNames ?? []);
}
