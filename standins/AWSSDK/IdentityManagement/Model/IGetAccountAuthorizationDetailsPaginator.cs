using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>GetAccountAuthorizationDetails</c>; single use.</summary>
public interface IGetAccountAuthorizationDetailsPaginator
{
    IPaginatedEnumerable<GetAccountAuthorizationDetailsResponse> Responses { get; }

    IPaginatedEnumerable<GroupDetail> GroupDetailList { get; }

    IPaginatedEnumerable<ManagedPolicyDetail> Policies { get; }

    IPaginatedEnumerable<RoleDetail> RoleDetailList { get; }

    IPaginatedEnumerable<UserDetail> UserDetailList { get; }
}
