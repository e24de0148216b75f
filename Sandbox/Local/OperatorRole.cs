using System.Text.Json;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Local;

/// <summary>The operator's own role, made as its installation guide asks for.</summary>
internal static class OperatorRole
{
    private const string PolicyName = "irsa-operator";

    public static IamRole Add(AwsAccount account, IamOidcProvider provider, string policyTemplate)
    {
        var policy = PolicyTemplate.Fill(policyTemplate, new Dictionary<string, string>
        {
            ["Partition"] = account.Partition,
            ["Account"] = account.AccountId,
            ["RolePath"] = OperatorIdentity.ManagedRolePath,
        });
        return account.AddRole(
            OperatorIdentity.RoleName,
            Trust(provider),
            OperatorIdentity.RolePath,
            role => role with { InlinePolicies = role.InlinePolicies.Add(PolicyName, policy) });
    }

    private static string Trust(IamOidcProvider provider) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = new[]
        {
            new
            {
                Effect = "Allow",
                Principal = new { Federated = provider.Arn },
                Action = "sts:AssumeRoleWithWebIdentity",
                Condition = new
                {
                    StringEquals = new Dictionary<string, string>
                    {
                        [$"{provider.Url}:sub"] = OperatorIdentity.Subject,
                        [$"{provider.Url}:aud"] = OperatorIdentity.Audience,
                    },
                },
            },
        },
    });
}
