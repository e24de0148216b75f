using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListRoleTags</c>; single use.</summary>
public interface IListRoleTagsPaginator
{
    public IPaginatedEnumerable<ListRoleTagsResponse> Responses { get; }

    public IPaginatedEnumerable<Tag> Tags { get; }
}
