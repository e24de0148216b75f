namespace Amazon.IdentityManagement.Model;

/// <summary>An instance profile and the role it holds.</summary>
public sealed class InstanceProfile
{
    public string? Arn { get; set; }

    public DateTime? CreateDate { get; set; }

    public string? InstanceProfileId { get; set; }

    public string? InstanceProfileName { get; set; }

    public string? Path { get; set; }

    public List<Role>? Roles { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
