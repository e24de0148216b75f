namespace Amazon.EKS.Model;

/// <summary>A cluster.</summary>
public sealed class Cluster
{
    public string? Arn { get; set; }

    public Certificate? CertificateAuthority { get; set; }

    public string? ClientRequestToken { get; set; }

    public DateTime? CreatedAt { get; set; }

    public bool? DeletionProtection { get; set; }

    public string? Endpoint { get; set; }

    public string? Id { get; set; }

    public Identity? Identity { get; set; }

    public string? Name { get; set; }

    public string? PlatformVersion { get; set; }

    public VpcConfigResponse? ResourcesVpcConfig { get; set; }

    public string? RoleArn { get; set; }

    public ClusterStatus? Status { get; set; }

    public Dictionary<string, string>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? Version { get; set; }
}
