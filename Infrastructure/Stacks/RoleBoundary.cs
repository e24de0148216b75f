using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>
/// The most that the role of any binding may do, whatever its policies say. A boundary grants nothing by itself, so its
/// resources are open; no action of it changes who may do what.
/// </summary>
internal sealed class RoleBoundary : Construct
{
    /// <summary>What AmazonEKS_CNI_Policy allows, so that kube-system/aws-node can be bound.</summary>
    private static readonly string[] CniActions =
    [
        "ec2:AssignPrivateIpAddresses", "ec2:AttachNetworkInterface", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
        "ec2:DescribeInstanceTypes", "ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets", "ec2:DescribeTags", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute",
        "ec2:UnassignPrivateIpAddresses",
    ];

    public RoleBoundary(Construct scope, BaseClusterSettings settings)
        : base(scope, "RoleBoundary")
    {
        Policy = new CfnManagedPolicy(this, "Policy", new CfnManagedPolicyProps
        {
            ManagedPolicyName = $"{settings.ClusterName}-irsa-boundary",
            Path = settings.SystemPath,
            Description = $"The most that roles of ServiceAccounts in {settings.ClusterName} may do",
            PolicyDocument = new PolicyDocument(new PolicyDocumentProps
            {
                Statements =
                [
                    new PolicyStatement(new PolicyStatementProps { Sid = "Network", Actions = CniActions, Resources = ["*"] }),
                    new PolicyStatement(new PolicyStatementProps
                    {
                        Sid = "TagNetworkInterfaces",
                        Actions = ["ec2:CreateTags"],
                        Resources = [$"arn:{Aws.PARTITION}:ec2:*:*:network-interface/*"],
                    }),
                    new PolicyStatement(new PolicyStatementProps { Sid = "Applications", Actions = [.. settings.BoundaryActions], Resources = ["*"] }),
                ],
            }),
        });
    }

    public CfnManagedPolicy Policy { get; }
}
