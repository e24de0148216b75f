using Amazon.CDK;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The base EKS cluster, and what the operator needs of IAM: one stack without a Lambda, an asset or a bootstrap.</summary>
internal sealed class BaseClusterStack : Stack
{
    public BaseClusterStack(Construct scope, BaseClusterSettings settings)
        : base(scope, settings.ClusterName, new StackProps
        {
            Description = $"EKS cluster {settings.ClusterName}, ready for IrsaOperator",

            // The stack says nothing of the account and the region, so that synthesis looks nothing up and the template fits everywhere.
            Synthesizer = new LegacyStackSynthesizer(),
            AnalyticsReporting = false,
        })
    {
        var network = new Network(this, settings);
        var controlPlane = new ControlPlane(this, settings, network.Vpc);
        var admin = new AdminAccess(this, settings, controlPlane.Cluster);
        _ = new Workers(this, settings, network.Vpc, controlPlane.Cluster);
        var provider = new IdentityProvider(this, settings, controlPlane.Cluster);
        var boundary = new RoleBoundary(this, settings);
        var access = new OperatorAccess(this, settings, new OperatorGround(controlPlane.Cluster, provider, boundary.Policy));
        Outputs.Add(this, settings, new OutputValues(controlPlane.Cluster, provider.Arn, admin.Role.RoleArn, access.Role.AttrArn, boundary.Policy.Ref));
    }
}
