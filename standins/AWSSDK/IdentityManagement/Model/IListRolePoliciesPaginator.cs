using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListRolePolicies</c>; single use.</summary>
public interface IListRolePoliciesPaginator
{
    public IPaginatedEnumerable<ListRolePoliciesResponse> Responses { get; }

    public IPaginatedEnumerable<string> PolicyNames { get; }
}
