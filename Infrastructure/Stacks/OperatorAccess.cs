using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The operator's own role: for its ServiceAccount alone, and with no more than the calls that it makes.</summary>
internal sealed class OperatorAccess : Construct
{
    public OperatorAccess(Construct scope, BaseClusterSettings settings, OperatorGround ground)
        : base(scope, "Operator")
    {
        var policy = new CfnManagedPolicy(this, "Policy", new CfnManagedPolicyProps
        {
            ManagedPolicyName = $"{settings.ClusterName}-irsa-operator",
            Path = settings.SystemPath,
            Description = $"What IrsaOperator calls for the EKS cluster {settings.ClusterName}",
            PolicyDocument = new PolicyDocument(new PolicyDocumentProps { Statements = OperatorStatements.For(settings, ground) }),
        });
        Role = new CfnRole(this, "Role", new CfnRoleProps
        {
            RoleName = $"{settings.ClusterName}-irsa-operator",
            Path = settings.SystemPath,
            Description = $"IrsaOperator in the EKS cluster {settings.ClusterName}",
            AssumeRolePolicyDocument = Trust(settings, ground.Provider),
            ManagedPolicyArns = [policy.Ref],
        });
    }

    public CfnRole Role { get; }

    /// <summary>
    /// A template can't compute the name of a property, and here the issuer is a part of two: so the document is a text in
    /// which CloudFormation replaces ${Issuer}.
    /// </summary>
    private static string Trust(BaseClusterSettings settings, IdentityProvider provider)
    {
        var document = JsonSerializer.Serialize(new
        {
            Version = "2012-10-17",
            Statement = new[]
            {
                new
                {
                    Effect = "Allow",
                    Principal = new { Federated = "${Provider}" },
                    Action = "sts:AssumeRoleWithWebIdentity",
                    Condition = new
                    {
                        StringEquals = new Dictionary<string, string>
                        {
                            ["${Issuer}:sub"] = settings.OperatorSubject,
                            ["${Issuer}:aud"] = IdentityProvider.Audience,
                        },
                    },
                },
            },
        });
        return Fn.Sub(document, new Dictionary<string, string> { ["Provider"] = provider.Arn, ["Issuer"] = provider.Issuer });
    }
}
