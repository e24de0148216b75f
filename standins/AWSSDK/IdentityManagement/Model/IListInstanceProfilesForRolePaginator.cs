using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListInstanceProfilesForRole</c>; single use.</summary>
public interface IListInstanceProfilesForRolePaginator
{
    public IPaginatedEnumerable<ListInstanceProfilesForRoleResponse> Responses { get; }

    public IPaginatedEnumerable<InstanceProfile> InstanceProfiles { get; }
}
