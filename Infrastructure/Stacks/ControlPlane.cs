using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.EKS;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The EKS control plane. Access is by access entries alone: there is no aws-auth, and who creates the cluster is nobody in it.</summary>
internal sealed class ControlPlane : Construct
{
    public ControlPlane(Construct scope, BaseClusterSettings settings, IVpc vpc)
        : base(scope, "ControlPlane")
    {
        var role = new Role(this, "Role", new RoleProps
        {
            AssumedBy = new ServicePrincipal("eks.amazonaws.com"),
            ManagedPolicies = [ManagedPolicy.FromAwsManagedPolicyName("AmazonEKSClusterPolicy")],
        });
        Cluster = new CfnCluster(this, "Cluster", new CfnClusterProps
        {
            Name = settings.ClusterName,
            Version = settings.KubernetesVersion,
            RoleArn = role.RoleArn,
            ResourcesVpcConfig = new CfnCluster.ResourcesVpcConfigProperty
            {
                SubnetIds = [.. vpc.PrivateSubnets.Select(subnet => subnet.SubnetId)],
                EndpointPrivateAccess = true,
                EndpointPublicAccess = true,
                PublicAccessCidrs = [.. settings.PublicAccessCidrs],
            },
            AccessConfig = new CfnCluster.AccessConfigProperty { AuthenticationMode = "API", BootstrapClusterCreatorAdminPermissions = false },
            Logging = new CfnCluster.LoggingProperty
            {
                ClusterLogging = new CfnCluster.ClusterLoggingProperty { EnabledTypes = new[] { new CfnCluster.LoggingTypeConfigProperty { Type = "audit" } } },
            },

            // vpc-cni, CoreDNS and kube-proxy come with the cluster and are not managed by EKS: what manages the
            // add-on would also own aws-node's ServiceAccount, which is the operator's to annotate.
            BootstrapSelfManagedAddons = true,
            EncryptionConfig = settings.SecretsEncryption ? new[] { Encryption(role) } : null,
        });
    }

    public CfnCluster Cluster { get; }

    private CfnCluster.EncryptionConfigProperty Encryption(Role role)
    {
        var key = new Key(this, "SecretsKey", new KeyProps
        {
            Description = "Secrets of the EKS cluster",
            EnableKeyRotation = true,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });

        // A policy of its own that the cluster waits for, so that EKS can use the key from the start.
        key.Grant(role, "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt");
        return new CfnCluster.EncryptionConfigProperty
        {
            Provider = new CfnCluster.ProviderProperty { KeyArn = key.KeyArn },
            Resources = ["secrets"],
        };
    }
}
