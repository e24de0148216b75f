using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListRoles</c>; single use.</summary>
public interface IListRolesPaginator
{
    public IPaginatedEnumerable<ListRolesResponse> Responses { get; }

    public IPaginatedEnumerable<Role> Roles { get; }
}
