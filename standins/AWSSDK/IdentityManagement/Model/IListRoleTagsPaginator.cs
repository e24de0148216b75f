using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of <c>ListRoleTags</c>; single use.</summary>
public interface IListRoleTagsPaginator
{
    IPaginatedEnumerable<ListRoleTagsResponse> Responses { get; }

    IPaginatedEnumerable<Tag> Tags { get; }
}
