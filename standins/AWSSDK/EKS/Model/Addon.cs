namespace Amazon.EKS.Model;

/// <summary>An add-on of a cluster.</summary>
public sealed class Addon
{
    public string? AddonArn { get; set; }

    public string? AddonName { get; set; }

    public string? AddonVersion { get; set; }

    public string? ClusterName { get; set; }

    public string? ConfigurationValues { get; set; }

    public DateTime? CreatedAt { get; set; }

    public DateTime? ModifiedAt { get; set; }

    public string? Owner { get; set; }

    public List<string>? PodIdentityAssociations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Publisher { get; set; }

    public string? ServiceAccountRoleArn { get; set; }

    public AddonStatus? Status { get; set; }

    public Dictionary<string, string>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
