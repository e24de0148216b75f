using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListRoles</c>; single use.</summary>
public interface IListRolesPaginator
{
    IPaginatedEnumerable<ListRolesResponse> Responses { get; }

    IPaginatedEnumerable<Role> Roles { get; }
}
