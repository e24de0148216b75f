using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListAttachedRolePolicies</c>; single use.</summary>
public interface IListAttachedRolePoliciesPaginator
{
    IPaginatedEnumerable<ListAttachedRolePoliciesResponse> Responses { get; }

    IPaginatedEnumerable<AttachedPolicyType> AttachedPolicies { get; }
}
