namespace Amazon.IdentityManagement.Model;

/// <summary>
/// A role as <c>GetAccountAuthorizationDetails</c> tells it: with its policies, without description and maximum
/// session duration.
/// </summary>
public sealed class RoleDetail
{
    public string? Arn { get; set; }

    public string? AssumeRolePolicyDocument { get; set; }

    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public DateTime? CreateDate { get; set; }

    public List<InstanceProfile>? InstanceProfileList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Path { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public string? RoleId { get; set; }

    public RoleLastUsed? RoleLastUsed { get; set; }

    public string? RoleName { get; set; }

    public List<PolicyDetail>? RolePolicyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
