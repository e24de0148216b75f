using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>GetAccountAuthorizationDetails</c>; single use.</summary>
public interface IGetAccountAuthorizationDetailsPaginator
{
    public IPaginatedEnumerable<GetAccountAuthorizationDetailsResponse> Responses { get; }

    public IPaginatedEnumerable<GroupDetail> GroupDetailList { get; }

    public IPaginatedEnumerable<ManagedPolicyDetail> Policies { get; }

    public IPaginatedEnumerable<RoleDetail> RoleDetailList { get; }

    public IPaginatedEnumerable<UserDetail> UserDetailList { get; }
}
