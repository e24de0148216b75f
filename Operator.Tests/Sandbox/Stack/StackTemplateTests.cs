using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Sandbox.Stack;

namespace IrsaOperator.Tests.Sandbox.Stack;

/// <summary>CloudFormation's functions, and a template in the emulated account.</summary>
public sealed class StackTemplateTests
{
    private static readonly StackIntrinsics Intrinsics = new(
        name => name switch { "AWS::Region" => "eu-central-1", "Cluster" => "eks-dev", _ => throw new StackException($"no {name}") },
        (id, attribute) => $"{id}/{attribute}");

    [Theory]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("{\"Ref\":\"Cluster\"}", "\"eks-dev\"")]
    [InlineData("{\"Fn::GetAtt\":[\"Cluster\",\"Arn\"]}", "\"Cluster/Arn\"")]
    [InlineData("{\"Fn::Join\":[\"-\",[\"a\",{\"Ref\":\"AWS::Region\"}]]}", "\"a-eu-central-1\"")]
    [InlineData("{\"Fn::Join\":[\",\",{\"Fn::Split\":[\"-\",\"a-b\"]}]}", "\"a,b\"")]
    [InlineData("{\"Fn::Select\":[1,{\"Fn::Split\":[\"//\",\"https://issuer/id\"]}]}", "\"issuer/id\"")]
    [InlineData("{\"Fn::Sub\":\"${Cluster}.${Cluster.Arn}\"}", "\"eks-dev.Cluster/Arn\"")]
    [InlineData("{\"Fn::Sub\":[\"${Own} ${Cluster} ${!Literal}\",{\"Own\":{\"Ref\":\"AWS::Region\"}}]}", "\"eu-central-1 eks-dev ${Literal}\"")]
    [InlineData("{\"Action\":\"s3:*\",\"List\":[{\"Ref\":\"Cluster\"},7,true,null]}", "{\"Action\":\"s3:*\",\"List\":[\"eks-dev\",7,true,null]}")]
    public void Functions_are_resolved_at_any_depth(string written, string resolved) =>
        Assert.Equal(resolved, Intrinsics.Resolve(JsonNode.Parse(written))!.ToJsonString());

    [Theory]
    [InlineData("{\"Fn::ImportValue\":\"x\"}", "Fn::ImportValue")]
    [InlineData("{\"Fn::Select\":[2,[\"a\"]]}", "no item 2")]
    [InlineData("{\"Ref\":\"Nobody\"}", "no Nobody")]
    [InlineData("{\"Fn::Join\":[\"\",\"text\"]}", "list was expected")]
    public void What_can_not_be_resolved_is_told(string written, string message) =>
        Assert.Contains(message, Assert.Throws<StackException>(() => Intrinsics.Resolve(JsonNode.Parse(written))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_base_cluster_is_deployed_by_IAMs_own_operations()
    {
        await using var aws = await AwsEmulator.StartAsync(new AwsEmulatorOptions(), TestContext.Current.CancellationToken);
        var stack = StackDeployment.Deploy(aws, StackTemplate.Read(ConfigFiles.BaseClusterTemplate), "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC");

        var provider = Assert.Single(aws.Account.OidcProviders);
        Assert.Equal((stack.Outputs["ProviderArn"], "eks-dev"), (provider.Arn, provider.Tags["Name"]));
        var role = aws.Account.FindRole("eks-dev-irsa-operator")!;
        Assert.Equal((stack.OperatorRoleArn, "/irsa-operator-system/eks-dev/"), (role.Arn, role.Path));
        var condition = JsonNode.Parse(role.TrustPolicy)!["Statement"]![0]!["Condition"]!["StringEquals"]!;
        Assert.Equal(OperatorIdentity.Subject, condition["oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub"]!.ToString());
        Assert.Equal(OperatorIdentity.Audience, condition["oidc.eks.eu-central-1.amazonaws.com/id/ABC:aud"]!.ToString());
        Assert.Contains(stack.BoundaryArn, aws.Account.FindPolicy(Assert.Single(role.AttachedPolicies))!.Document, StringComparison.Ordinal);
        Assert.Equal(["--cluster-name=eks-dev", "--role-path=/irsa-operator/eks-dev/", $"--permissions-boundary={stack.BoundaryArn}", "--enforce-permissions-boundary"], stack.OperatorArguments);
        Assert.Equal(4, aws.Account.Roles.Count);
    }

    [Theory]
    [InlineData("""{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]}}}""", "CreateRole for A was refused")]
    [InlineData("""{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"Get","Resource":"*"}]}}}""", "CreatePolicy for A was refused")]
    [InlineData("""{"Type":"AWS::IAM::Role","Properties":{"RoleName":{"Ref":"A"}}}""", "A refers to itself")]
    [InlineData("""{"Type":"AWS::IAM::Role","Properties":{"RoleName":{"Ref":"B"}}}""", "no resource B")]
    public async Task What_IAM_would_refuse_is_refused(string resource, string message)
    {
        await using var aws = await AwsEmulator.StartAsync(new AwsEmulatorOptions(), TestContext.Current.CancellationToken);
        var template = StackTemplate.Parse($$$"""{"Resources":{"A":{{{resource}}}}}""");
        Assert.Contains(message, Assert.Throws<StackException>(() => StackDeployment.Deploy(aws, template, "https://issuer")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    public async Task A_file_that_is_no_template_is_told(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            Assert.Throws<StackException>(() => StackTemplate.Read(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
