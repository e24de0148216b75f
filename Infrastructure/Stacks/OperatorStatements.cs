using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>
/// The calls that the operator makes, and no others: writes only below the role path of this cluster, rights only within the
/// boundary. config/aws/operator-policy.json is the same for those who make the role by hand.
/// </summary>
internal static class OperatorStatements
{
    /// <summary>IAM knows it where policies of a role are changed, and where a boundary is set.</summary>
    private const string BoundaryKey = "iam:PermissionsBoundary";

    public static PolicyStatement[] For(BaseClusterSettings settings, OperatorGround ground)
    {
        var iam = $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:";
        var roles = $"{iam}role{settings.RolePath}*";
        var boundary = ground.Boundary.Ref;
        return
        [
            // Reading is not limited to the path: a role of the wanted name elsewhere, and one that a binding only refers to, have to be seen.
            Allow("ReadRoles", [$"{iam}role/*"],
                "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies"),
            Allow("ReadPolicies", [$"{iam}policy/*", $"arn:{Aws.PARTITION}:iam::aws:policy/*"], "iam:GetPolicy", "iam:GetPolicyVersion"),

            // IAM knows no narrower resource for these three.
            Allow("SweepRoles", ["*"], "iam:GetAccountAuthorizationDetails", "iam:GetAccountSummary", "iam:ListRoles"),
            Allow("ReadIdentityProvider", [ground.Provider.Arn], "iam:GetOpenIDConnectProvider"),
            Allow("ReadCluster", [ground.Cluster.AttrArn], "eks:DescribeCluster", "eks:ListPodIdentityAssociations"),
            Allow("ManageRoles", [roles], "iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"),
            Bounded(boundary, Allow("GiveRights", [roles],
                "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy")),
            Allow("LeaveInstanceProfiles", [$"{iam}instance-profile{settings.RolePath}*"], "iam:RemoveRoleFromInstanceProfile"),

            // Whatever is attached to the role later on: these stay forbidden.
            Deny("KeepBoundaries", [$"{iam}role/*"], "iam:DeleteRolePermissionsBoundary"),
            Unbounded(boundary, Deny("NoOtherBoundary", [$"{iam}role/*"], "iam:CreateRole", "iam:PutRolePermissionsBoundary")),
            Deny("KeepOwnPolicies", [$"{iam}policy{settings.SystemPath}*"],
                "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"),
        ];
    }

    private static PolicyStatement Allow(string sid, string[] resources, params string[] actions) =>
        new(new PolicyStatementProps { Sid = sid, Effect = Effect.ALLOW, Actions = actions, Resources = resources });

    private static PolicyStatement Deny(string sid, string[] resources, params string[] actions) =>
        new(new PolicyStatementProps { Sid = sid, Effect = Effect.DENY, Actions = actions, Resources = resources });

    private static PolicyStatement Bounded(string boundary, PolicyStatement statement) => With(statement, "StringEquals", boundary);

    private static PolicyStatement Unbounded(string boundary, PolicyStatement statement) => With(statement, "StringNotEquals", boundary);

    private static PolicyStatement With(PolicyStatement statement, string test, string boundary)
    {
        statement.AddCondition(test, new Dictionary<string, object> { [BoundaryKey] = boundary });
        return statement;
    }
}
