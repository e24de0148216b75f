using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class GetAccountAuthorizationDetailsPaginator(IPaginator<GetAccountAuthorizationDetailsResponse> paginator) : IGetAccountAuthorizationDetailsPaginator
{
    public IPaginatedEnumerable<GetAccountAuthorizationDetailsResponse> Responses => new PaginatedResponse<GetAccountAuthorizationDetailsResponse>(paginator);

    public IPaginatedEnumerable<GroupDetail> GroupDetailList =>
        new PaginatedResultKeyResponse<GetAccountAuthorizationDetailsResponse, GroupDetail>(paginator, response => response.GroupDetailList ?? []);

    public IPaginatedEnumerable<ManagedPolicyDetail> Policies =>
        new PaginatedResultKeyResponse<GetAccountAuthorizationDetailsResponse, ManagedPolicyDetail>(paginator, response => response.Policies ?? []);

    public IPaginatedEnumerable<RoleDetail> RoleDetailList =>
        new PaginatedResultKeyResponse<GetAccountAuthorizationDetailsResponse, RoleDetail>(paginator, response => response.RoleDetailList ?? []);

    public IPaginatedEnumerable<UserDetail> UserDetailList =>
        new PaginatedResultKeyResponse<GetAccountAuthorizationDetailsResponse, UserDetail>(paginator, response => response.UserDetailList ?? []);
}
