namespace Amazon.EKS.Model;

/// <summary>The network of a cluster.</summary>
public sealed class VpcConfigResponse
{
    public string? ClusterSecurityGroupId { get; set; }

    public bool? EndpointPrivateAccess { get; set; }

    public bool? EndpointPublicAccess { get; set; }

    public List<string>? PublicAccessCidrs { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string>? SecurityGroupIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string>? SubnetIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string? VpcId { get; set; }
}
