using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class ListAttachedRolePoliciesPaginator(IPaginator<ListAttachedRolePoliciesResponse> paginator)
    : IListAttachedRolePoliciesPaginator
{
    public IPaginatedEnumerable<ListAttachedRolePoliciesResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<AttachedPolicyType> AttachedPolicies => paginator.Items(static page => page.AttachedPolicies);
}
