using System.Text.Json.Nodes;

namespace IrsaOperator.Infrastructure.Tests.Stacks;

public sealed class WorkersTests(Synthesized synthesized)
{
    private TemplateView Template => synthesized.Template();

    private JsonNode Group => Template.Single("AWS::EKS::Nodegroup");

    [Fact]
    public void The_node_group_is_as_the_defaults_say()
    {
        Assert.Equal(["r5a.2xlarge"], TemplateView.Texts(Group["InstanceTypes"]));
        Assert.Equal("AL2023_x86_64_STANDARD", TemplateView.Text(Group["AmiType"]));
        Assert.Equal("""{"DesiredSize":1,"MaxSize":2,"MinSize":1}""", Group["ScalingConfig"]!.ToJsonString());
        Assert.Equal("""{"role":"worker","type":"stateless"}""", Group["Labels"]!.ToJsonString());
    }

    [Fact]
    public void Nodes_live_in_the_private_subnets_and_boot_when_these_have_a_way_out()
    {
        var subnets = TemplateView.Texts(Group["Subnets"]);
        Assert.Equal(2, subnets.Count);
        Assert.All(subnets, subnet => Assert.Contains("privateSubnet", subnet, StringComparison.Ordinal));
        var id = Template.Id("Workers", "AWS::EKS::Nodegroup");
        Assert.Equal(2, TemplateView.Texts(Template.Root["Resources"]![id]!["DependsOn"]).Count(other => other.Contains("DefaultRoute", StringComparison.Ordinal)));
    }

    [Fact]
    public void Types_and_sizes_are_context()
    {
        var other = synthesized.Template("instanceTypes=m7g.large,m6g.large", "amiType=AL2023_ARM_64_STANDARD", "minSize=0", "desiredSize=3", "maxSize=9").Single("AWS::EKS::Nodegroup");
        Assert.Equal(["m7g.large", "m6g.large"], TemplateView.Texts(other["InstanceTypes"]));
        Assert.Equal("AL2023_ARM_64_STANDARD", TemplateView.Text(other["AmiType"]));
        Assert.Equal("""{"DesiredSize":3,"MaxSize":9,"MinSize":0}""", other["ScalingConfig"]!.ToJsonString());
    }

    [Theory]
    [InlineData("true", new[] { "AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy" })]
    [InlineData("false", new[] { "AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly" })]
    public void A_node_may_join_pull_images_and_manage_interfaces_as_long_as_it_has_to(string cni, string[] policies)
    {
        var role = synthesized.Template($"cniPolicyOnNodeRole={cni}").Resource("Workers", "AWS::IAM::Role");
        Assert.Equal(policies, TemplateView.Texts(role["ManagedPolicyArns"]).Select(arn => arn.Split('/')[^1]));
        Assert.Null(role["Policies"]);
    }

    [Fact]
    public void The_metadata_service_answers_the_host_alone_and_the_volume_is_encrypted()
    {
        var data = Data(Template);
        Assert.Equal("""{"HttpEndpoint":"enabled","HttpPutResponseHopLimit":1,"HttpTokens":"required"}""", data["MetadataOptions"]!.ToJsonString());
        var device = Assert.Single(data["BlockDeviceMappings"]!.AsArray())!;
        Assert.Equal("/dev/xvda", TemplateView.Text(device["DeviceName"]));
        Assert.Equal("""{"DeleteOnTermination":true,"Encrypted":true,"VolumeSize":50,"VolumeType":"gp3"}""", device["Ebs"]!.ToJsonString());
    }

    [Fact]
    public void There_is_no_SSH_unless_a_key_is_named()
    {
        var data = Data(Template);
        Assert.Null(data["KeyName"]);
        Assert.Null(data["SecurityGroupIds"]);
        Assert.Empty(Template.All("AWS::EC2::SecurityGroup"));
    }

    [Fact]
    public void The_group_that_lets_SSH_in_is_one_that_the_nodes_carry_beside_the_clusters()
    {
        var template = synthesized.Template("sshKeyName=ops");
        var data = Data(template);
        Assert.Equal("ops", TemplateView.Text(data["KeyName"]));
        Assert.Equal(
            [$"{{{template.Id("ControlPlane", "AWS::EKS::Cluster")}.ClusterSecurityGroupId}}", $"{{{template.Id("Workers", "AWS::EC2::SecurityGroup")}.GroupId}}"],
            TemplateView.Texts(data["SecurityGroupIds"]));
        var rule = Assert.Single(template.Single("AWS::EC2::SecurityGroup")["SecurityGroupIngress"]!.AsArray())!;
        Assert.Equal(("22", "22", "10.3.0.0/16"), (TemplateView.Text(rule["FromPort"]), TemplateView.Text(rule["ToPort"]), TemplateView.Text(rule["CidrIp"])));
    }

    [Fact]
    public void SSH_is_let_in_from_where_it_is_said()
    {
        var rule = synthesized.Template("sshKeyName=ops", "sshCidr=203.0.113.7/32").Single("AWS::EC2::SecurityGroup")["SecurityGroupIngress"]![0]!;
        Assert.Equal("203.0.113.7/32", TemplateView.Text(rule["CidrIp"]));
    }

    private static JsonNode Data(TemplateView template) => template.Single("AWS::EC2::LaunchTemplate")["LaunchTemplateData"]!;
}
