using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListRolePolicies</c>; single use.</summary>
public interface IListRolePoliciesPaginator
{
    IPaginatedEnumerable<ListRolePoliciesResponse> Responses { get; }

    IPaginatedEnumerable<string> PolicyNames { get; }
}
