using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>ListRoleTags</c>.</summary>
public sealed class ListRoleTagsResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
