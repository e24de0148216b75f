using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListInstanceProfilesForRole</c>; single use.</summary>
public interface IListInstanceProfilesForRolePaginator
{
    IPaginatedEnumerable<ListInstanceProfilesForRoleResponse> Responses { get; }

    IPaginatedEnumerable<InstanceProfile> InstanceProfiles { get; }
}
