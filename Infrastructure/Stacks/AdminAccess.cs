using Amazon.CDK;
using Amazon.CDK.AWS.EKS;
using Amazon.CDK.AWS.IAM;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The cluster's administrators: a role that is one in Kubernetes, by an access entry, and may do next to nothing in AWS.</summary>
internal sealed class AdminAccess : Construct
{
    public AdminAccess(Construct scope, BaseClusterSettings settings, CfnCluster cluster)
        : base(scope, "Admin")
    {
        Role = new Role(this, "Role", new RoleProps
        {
            RoleName = $"{settings.ClusterName}-admin",
            Path = settings.SystemPath,
            Description = $"Administrators of the EKS cluster {settings.ClusterName}",
            AssumedBy = settings.AdminPrincipal is { } principal ? new ArnPrincipal(principal) : new AccountRootPrincipal(),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["cluster"] = new(new PolicyDocumentProps
                {
                    Statements = [new PolicyStatement(new PolicyStatementProps { Actions = ["eks:DescribeCluster"], Resources = [cluster.AttrArn] })],
                }),
            },
        });
        _ = new CfnAccessEntry(this, "AccessEntry", new CfnAccessEntryProps
        {
            ClusterName = cluster.Ref,
            PrincipalArn = Role.RoleArn,
            Type = "STANDARD",
            AccessPolicies = new[]
            {
                new CfnAccessEntry.AccessPolicyProperty
                {
                    PolicyArn = $"arn:{Aws.PARTITION}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
                    AccessScope = new CfnAccessEntry.AccessScopeProperty { Type = "cluster" },
                },
            },
        });
    }

    public Role Role { get; }
}
