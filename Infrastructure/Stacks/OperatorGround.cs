using Amazon.CDK.AWS.EKS;
using Amazon.CDK.AWS.IAM;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>What the operator's rights are about.</summary>
internal sealed record OperatorGround(CfnCluster Cluster, IdentityProvider Provider, CfnManagedPolicy Boundary);
