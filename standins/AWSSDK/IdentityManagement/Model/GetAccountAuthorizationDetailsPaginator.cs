using Amazon.Internal;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

internal sealed class GetAccountAuthorizationDetailsPaginator(IPaginator<GetAccountAuthorizationDetailsResponse> paginator)
    : IGetAccountAuthorizationDetailsPaginator
{
    public IPaginatedEnumerable<GetAccountAuthorizationDetailsResponse> Responses => paginator.Responses();

    public IPaginatedEnumerable<GroupDetail> GroupDetailList => paginator.Items(static page => page.GroupDetailList);

    public IPaginatedEnumerable<ManagedPolicyDetail> Policies => paginator.Items(static page => page.Policies);

    public IPaginatedEnumerable<RoleDetail> RoleDetailList => paginator.Items(static page => page.RoleDetailList);

    public IPaginatedEnumerable<UserDetail> UserDetailList => paginator.Items(static page => page.UserDetailList);
}
