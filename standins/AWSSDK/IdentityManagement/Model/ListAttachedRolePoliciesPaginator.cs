using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListAttachedRolePoliciesPaginator(IPaginator<ListAttachedRolePoliciesResponse> paginator) : IListAttachedRolePoliciesPaginator
{
    public IPaginatedEnumerable<ListAttachedRolePoliciesResponse> Responses => new PaginatedResponse<ListAttachedRolePoliciesResponse>(paginator);

    public IPaginatedEnumerable<AttachedPolicyType> AttachedPolicies =>
        new PaginatedResultKeyResponse<ListAttachedRolePoliciesResponse, AttachedPolicyType>(paginator, response => response.AttachedPolicies ?? []);
}
