using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The answer of IAM's <c>GetAccountAuthorizationDetails</c>.</summary>
public sealed class GetAccountAuthorizationDetailsResponse : AmazonWebServiceResponse
{
    public List<GroupDetail>? GroupDetailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }

    public List<ManagedPolicyDetail>? Policies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<RoleDetail>? RoleDetailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<UserDetail>? UserDetailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
