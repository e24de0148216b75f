using Amazon.CDK.AWS.EKS;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>What the outputs are made of.</summary>
internal sealed record OutputValues(CfnCluster Cluster, string ProviderArn, string AdminRoleArn, string OperatorRoleArn, string BoundaryArn);
