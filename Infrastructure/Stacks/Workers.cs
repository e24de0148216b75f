using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.EKS;
using Amazon.CDK.AWS.IAM;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The managed node group, in the private subnets.</summary>
internal sealed class Workers : Construct
{
    private const int VolumeGiB = 50;

    public Workers(Construct scope, BaseClusterSettings settings, IVpc vpc, CfnCluster cluster)
        : base(scope, "Workers")
    {
        var nodes = settings.Nodes;
        var group = new CfnNodegroup(this, "Group", new CfnNodegroupProps
        {
            ClusterName = cluster.Ref,
            NodeRole = NodeRole(nodes).RoleArn,
            Subnets = [.. vpc.PrivateSubnets.Select(subnet => subnet.SubnetId)],
            InstanceTypes = [.. nodes.InstanceTypes],
            AmiType = nodes.AmiType,
            ScalingConfig = new CfnNodegroup.ScalingConfigProperty { MinSize = nodes.MinSize, DesiredSize = nodes.DesiredSize, MaxSize = nodes.MaxSize },
            UpdateConfig = new CfnNodegroup.UpdateConfigProperty { MaxUnavailable = 1 },
            Labels = new Dictionary<string, string> { ["role"] = "worker", ["type"] = "stateless" },
            LaunchTemplate = LaunchTemplate(settings, vpc, cluster),
        });

        // A node that boots before its subnet has a way out can't join, and is thrown away after minutes.
        foreach (var subnet in vpc.PrivateSubnets)
            group.Node.AddDependency(subnet.InternetConnectivityEstablished);
    }

    private Role NodeRole(NodeSettings nodes) => new(this, "Role", new RoleProps
    {
        AssumedBy = new ServicePrincipal("ec2.amazonaws.com"),
        ManagedPolicies =
        [
            ManagedPolicy.FromAwsManagedPolicyName("AmazonEKSWorkerNodePolicy"),
            ManagedPolicy.FromAwsManagedPolicyName("AmazonEC2ContainerRegistryPullOnly"),
            .. nodes.CniPolicyOnNodeRole ? [ManagedPolicy.FromAwsManagedPolicyName("AmazonEKS_CNI_Policy")] : Array.Empty<IManagedPolicy>(),
        ],
    });

    private CfnNodegroup.LaunchTemplateSpecificationProperty LaunchTemplate(BaseClusterSettings settings, IVpc vpc, CfnCluster cluster)
    {
        var template = new CfnLaunchTemplate(this, "LaunchTemplate", new CfnLaunchTemplateProps
        {
            LaunchTemplateData = new CfnLaunchTemplate.LaunchTemplateDataProperty
            {
                // With one hop only the host's own network reaches the metadata service, and so the node's role: no pod takes it by accident.
                MetadataOptions = new CfnLaunchTemplate.MetadataOptionsProperty { HttpEndpoint = "enabled", HttpTokens = "required", HttpPutResponseHopLimit = 1 },
                BlockDeviceMappings = new[]
                {
                    new CfnLaunchTemplate.BlockDeviceMappingProperty
                    {
                        DeviceName = "/dev/xvda",
                        Ebs = new CfnLaunchTemplate.EbsProperty { VolumeType = "gp3", VolumeSize = VolumeGiB, Encrypted = true, DeleteOnTermination = true },
                    },
                },
                KeyName = settings.Nodes.SshKeyName,
                SecurityGroupIds = settings.Nodes.SshKeyName is null ? null : SecurityGroups(settings, vpc, cluster),
                TagSpecifications = new[]
                {
                    new CfnLaunchTemplate.TagSpecificationProperty
                    {
                        ResourceType = "instance",
                        Tags = [new CfnTag { Key = "Name", Value = $"{settings.ClusterName}-worker" }],
                    },
                },
            },
        });
        return new CfnNodegroup.LaunchTemplateSpecificationProperty { Id = template.Ref, Version = template.AttrLatestVersionNumber };
    }

    // A launch template that names groups replaces EKS's own choice, so the cluster's group has to be named, too.
    private string[] SecurityGroups(BaseClusterSettings settings, IVpc vpc, CfnCluster cluster)
    {
        var ssh = new CfnSecurityGroup(this, "Ssh", new CfnSecurityGroupProps
        {
            GroupDescription = $"SSH to the nodes of {settings.ClusterName}",
            VpcId = vpc.VpcId,
            SecurityGroupIngress = new[]
            {
                new CfnSecurityGroup.IngressProperty
                {
                    IpProtocol = "tcp",
                    FromPort = 22,
                    ToPort = 22,
                    CidrIp = settings.Nodes.SshCidr,
                    Description = "SSH",
                },
            },
        });
        return [cluster.AttrClusterSecurityGroupId, ssh.AttrGroupId];
    }
}
