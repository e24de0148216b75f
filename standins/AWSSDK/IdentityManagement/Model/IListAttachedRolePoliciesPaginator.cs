using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListAttachedRolePolicies</c>; single use.</summary>
public interface IListAttachedRolePoliciesPaginator
{
    public IPaginatedEnumerable<ListAttachedRolePoliciesResponse> Responses { get; }

    public IPaginatedEnumerable<AttachedPolicyType> AttachedPolicies { get; }
}
