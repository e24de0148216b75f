namespace Amazon.IdentityManagement.Model;

/// <summary>A user as <c>GetAccountAuthorizationDetails</c> tells it.</summary>
public sealed class UserDetail
{
    public string? Arn { get; set; }

    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public DateTime? CreateDate { get; set; }

    public List<string>? GroupList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Path { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? UserId { get; set; }

    public string? UserName { get; set; }

    public List<PolicyDetail>? UserPolicyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
