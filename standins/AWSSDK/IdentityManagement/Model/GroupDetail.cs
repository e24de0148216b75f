namespace Amazon.IdentityManagement.Model;

/// <summary>A group as <c>GetAccountAuthorizationDetails</c> tells it.</summary>
public sealed class GroupDetail
{
    public string? Arn { get; set; }

    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public DateTime? CreateDate { get; set; }

    public string? GroupId { get; set; }

    public string? GroupName { get; set; }

    public List<PolicyDetail>? GroupPolicyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Path { get; set; }
}
