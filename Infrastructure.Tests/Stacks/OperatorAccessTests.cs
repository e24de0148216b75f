using System.Text.Json.Nodes;

namespace IrsaOperator.Infrastructure.Tests.Stacks;

/// <summary>The provider, the operator's role, and the boundary.</summary>
public sealed class OperatorAccessTests(Synthesized synthesized, ITestOutputHelper output)
{
    private const string Roles = "arn:{AWS::Partition}:iam::{AWS::AccountId}:role/irsa-operator/eks-dev/*";

    /// <summary>IAM knows iam:PermissionsBoundary for these.</summary>
    private static readonly string[] Granting =
        ["iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"];

    private TemplateView Template => synthesized.Template();

    private IReadOnlyList<PolicyView> Statements => PolicyView.Of(Template.Resource("Operator", "AWS::IAM::ManagedPolicy")["PolicyDocument"]);

    private string Boundary => $"{{{Template.Id("RoleBoundary", "AWS::IAM::ManagedPolicy")}}}";

    [Fact]
    public void The_provider_is_that_of_the_clusters_issuer_and_carries_tags()
    {
        var provider = Template.Single("AWS::IAM::OIDCProvider");
        Assert.Equal($"{{{Template.Id("ControlPlane", "AWS::EKS::Cluster")}.OpenIdConnectIssuerUrl}}", TemplateView.Text(provider["Url"]));
        Assert.Equal(["sts.amazonaws.com"], TemplateView.Texts(provider["ClientIdList"]));
        Assert.Equal(("eks-dev", "eks-dev"), (TemplateView.Tags(provider)["Name"], TemplateView.Tags(provider)["eks-cluster"]));
    }

    [Theory]
    [InlineData("irsa-system", "irsa-operator")]
    [InlineData("platform", "roles", "operatorNamespace=platform", "operatorName=roles")]
    public void I1_The_operators_role_trusts_its_own_service_account_and_audience(string @namespace, string name, params string[] context)
    {
        var role = synthesized.Template(context).Resource("Operator", "AWS::IAM::Role");
        var sub = role["AssumeRolePolicyDocument"]!["Fn::Sub"]!.AsArray();
        var statement = Assert.Single(JsonNode.Parse(sub[0]!.ToString())!["Statement"]!.AsArray())!;
        Assert.Equal(("Allow", "sts:AssumeRoleWithWebIdentity", "${Provider}"), (statement["Effect"]!.ToString(), statement["Action"]!.ToString(), statement["Principal"]!["Federated"]!.ToString()));
        Assert.Equal(
            $$$"""{"StringEquals":{"${Issuer}:sub":"system:serviceaccount:{{{@namespace}}}:{{{name}}}","${Issuer}:aud":"sts.amazonaws.com"}}""",
            statement["Condition"]!.ToJsonString());
        Assert.Equal(["Issuer", "Provider"], sub[1]!.AsObject().Select(value => value.Key).Order(StringComparer.Ordinal));
        Assert.Equal("""[1,{"Fn::Split":["//",{"Fn::GetAtt":["ControlPlaneCluster40003284","OpenIdConnectIssuerUrl"]}]}]""", sub[1]!["Issuer"]!["Fn::Select"]!.ToJsonString());
    }

    [Fact]
    public async Task The_calls_are_those_of_the_policy_for_hand_made_roles_but_for_the_fall_of_a_boundary()
    {
        var file = RepositoryFiles.At("config", "aws", "operator-policy.json");
        var byHand = PolicyView.Of(JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        Assert.Equal(Actions(byHand).Where(action => action != "iam:DeleteRolePermissionsBoundary"), Actions(Statements.Where(statement => statement.Allows)));
    }

    [Fact]
    public void Every_write_is_limited_to_the_role_path_of_the_cluster()
    {
        var writes = Statements.Where(statement => statement.Allows && !statement.Actions.All(IsRead)).ToList();
        Assert.Equal(3, writes.Count);
        Assert.All(writes, statement => Assert.All(statement.Resources, resource => Assert.EndsWith("/irsa-operator/eks-dev/*", resource, StringComparison.Ordinal)));
        var other = PolicyView.Of(synthesized.Template("clusterName=prod").Resource("Operator", "AWS::IAM::ManagedPolicy")["PolicyDocument"]);
        Assert.Contains(other, statement => statement.Resources.Contains("arn:{AWS::Partition}:iam::{AWS::AccountId}:role/irsa-operator/prod/*"));
    }

    [Fact]
    public void Whatever_gives_rights_needs_the_boundary()
    {
        var bounded = Assert.Single(Statements, statement => statement.Allows && statement.Condition is not null);
        Assert.Equal(Granting, bounded.Actions);
        Assert.Equal([Roles], bounded.Resources);
        Assert.Equal(Boundary, TemplateView.Text(bounded.Condition!["StringEquals"]!["iam:PermissionsBoundary"]));
        Assert.DoesNotContain(Statements, statement => statement.Allows && statement.Condition is null && statement.Actions.Intersect(Granting, StringComparer.Ordinal).Any());
    }

    [Fact]
    public void The_boundary_can_be_neither_taken_off_nor_changed()
    {
        var denied = Statements.Where(statement => !statement.Allows).ToDictionary(statement => statement.Sid, StringComparer.Ordinal);
        Assert.Equal(["iam:DeleteRolePermissionsBoundary"], denied["KeepBoundaries"].Actions);
        Assert.Equal(["iam:CreateRole", "iam:PutRolePermissionsBoundary"], denied["NoOtherBoundary"].Actions);
        Assert.Equal(Boundary, TemplateView.Text(denied["NoOtherBoundary"].Condition!["StringNotEquals"]!["iam:PermissionsBoundary"]));
        Assert.Equal(
            ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"], denied["KeepOwnPolicies"].Actions);
        Assert.All(denied["KeepOwnPolicies"].Resources, resource => Assert.EndsWith(":policy/irsa-operator-system/eks-dev/*", resource, StringComparison.Ordinal));
    }

    [Fact]
    public void The_operators_role_and_both_policies_lie_outside_of_the_path_that_it_manages()
    {
        Assert.All(
            new[] { Template.Resource("Operator", "AWS::IAM::Role"), Template.Resource("Operator", "AWS::IAM::ManagedPolicy"), Template.Resource("RoleBoundary", "AWS::IAM::ManagedPolicy") },
            resource => Assert.Equal("/irsa-operator-system/eks-dev/", TemplateView.Text(resource["Path"])));
        Assert.Equal([$"{{{Template.Id("Operator", "AWS::IAM::ManagedPolicy")}}}"], TemplateView.Texts(Template.Resource("Operator", "AWS::IAM::Role")["ManagedPolicyArns"]));
    }

    [Fact]
    public void The_boundary_admits_the_CNI_and_nothing_that_changes_who_may_do_what()
    {
        var statements = PolicyView.Of(Template.Resource("RoleBoundary", "AWS::IAM::ManagedPolicy")["PolicyDocument"]);
        var actions = Actions(statements);
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "ec2:AssignPrivateIpAddresses", "ec2:AttachNetworkInterface", "ec2:CreateNetworkInterface", "ec2:CreateTags", "ec2:DeleteNetworkInterface",
                "ec2:DescribeInstanceTypes", "ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
                "ec2:DescribeTags", "ec2:DetachNetworkInterface", "ec2:ModifyNetworkInterfaceAttribute", "ec2:UnassignPrivateIpAddresses",
            },
            actions.ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(actions, action => action.Split(':')[0] is "iam" or "sts" or "organizations" or "account" or "sso" or "*");

        // It is attached to nobody: a boundary is named by the roles that it bounds.
        Assert.DoesNotContain(Template.All("AWS::IAM::Role"), role => role["ManagedPolicyArns"]?.ToJsonString().Contains("RoleBoundary", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void What_bindings_may_do_at_most_is_context()
    {
        var statements = PolicyView.Of(synthesized.Template("boundaryActions=s3:Get*,sqs:*").Resource("RoleBoundary", "AWS::IAM::ManagedPolicy")["PolicyDocument"]);
        Assert.Equal(["s3:Get*", "sqs:*"], Assert.Single(statements, statement => statement.Sid == "Applications").Actions);
    }

    [Fact]
    public void Both_policies_fit_into_a_managed_policy()
    {
        foreach (var policy in Template.All("AWS::IAM::ManagedPolicy"))
        {
            // Names of a real account are a little longer than the marks that stand for them.
            var text = policy["PolicyDocument"]!.ToJsonString();
            output.WriteLine($"{TemplateView.Text(policy["ManagedPolicyName"])}: at most {text.Length} of 6144 characters");
            Assert.InRange(text.Length, 1, 6144);
        }
    }

    [Fact]
    public void The_outputs_tell_what_comes_next()
    {
        var cluster = Template.Id("ControlPlane", "AWS::EKS::Cluster");
        var admin = $"{{{Template.Id("Admin", "AWS::IAM::Role")}.Arn}}";
        Assert.Equal($"{{{cluster}}}", Template.Output("ClusterName"));
        Assert.Equal($"aws eks update-kubeconfig --region {{AWS::Region}} --name {{{cluster}}} --role-arn {admin}", Template.Output("KubeconfigCommand"));
        Assert.Equal($"{{{cluster}.OpenIdConnectIssuerUrl}}", Template.Output("Issuer"));
        Assert.Equal($"{{{Template.Id("IdentityProvider", "AWS::IAM::OIDCProvider")}}}", Template.Output("ProviderArn"));
        Assert.Equal($"{{{Template.Id("Operator", "AWS::IAM::Role")}.Arn}}", Template.Output("OperatorRoleArn"));
        Assert.Equal(Boundary, Template.Output("BoundaryArn"));
        Assert.Equal(
            $"--cluster-name={{{cluster}}} --role-path=/irsa-operator/eks-dev/ --permissions-boundary={Boundary} --enforce-permissions-boundary",
            Template.Output("OperatorArguments"));
    }

    private static bool IsRead(string action) => action.Split(':')[1] is var name
        && (name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("List", StringComparison.Ordinal) || name.StartsWith("Describe", StringComparison.Ordinal));

    private static IEnumerable<string> Actions(IEnumerable<PolicyView> statements) =>
        statements.SelectMany(statement => statement.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
