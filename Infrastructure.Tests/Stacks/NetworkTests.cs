namespace IrsaOperator.Infrastructure.Tests.Stacks;

public sealed class NetworkTests(Synthesized synthesized)
{
    private TemplateView Template => synthesized.Template();

    [Fact]
    public void The_VPC_has_two_zones_with_a_public_and_a_private_subnet_each_and_one_NAT_gateway()
    {
        Assert.Equal("10.3.0.0/16", TemplateView.Text(Template.Single("AWS::EC2::VPC")["CidrBlock"]));
        Assert.Single(Template.All("AWS::EC2::NatGateway"));
        var subnets = Template.All("AWS::EC2::Subnet").Select(subnet => TemplateView.Text(subnet["CidrBlock"])).Order(StringComparer.Ordinal);
        Assert.Equal(["10.3.0.0/24", "10.3.1.0/24", "10.3.128.0/18", "10.3.64.0/18"], subnets);
        var zones = Template.All("AWS::EC2::Subnet").Select(subnet => subnet["AvailabilityZone"]!.ToJsonString()).CountBy(zone => zone).ToList();
        Assert.Equal([2, 2], zones.Select(zone => zone.Value));
    }

    [Theory]
    [InlineData("public", "kubernetes.io/role/elb")]
    [InlineData("private", "kubernetes.io/role/internal-elb")]
    public void Load_balancers_find_their_subnets_by_tags(string kind, string tag)
    {
        var subnets = Subnets(kind);
        Assert.Equal(2, subnets.Count);
        Assert.All(subnets, tags => Assert.Equal(("1", "shared"), (tags[tag], tags["kubernetes.io/cluster/eks-dev"])));
        Assert.All(Subnets(kind == "public" ? "private" : "public"), tags => Assert.DoesNotContain(tag, tags.Keys));
    }

    [Fact]
    public void Nothing_gets_a_public_address_by_itself() =>
        Assert.All(Template.All("AWS::EC2::Subnet"), subnet => Assert.Equal("false", TemplateView.Text(subnet["MapPublicIpOnLaunch"])));

    [Fact]
    public void Flow_logs_are_kept_on_request_only()
    {
        Assert.Empty(Template.All("AWS::EC2::FlowLog"));
        var asked = synthesized.Template("flowLogs=true");
        Assert.Equal("ALL", TemplateView.Text(asked.Single("AWS::EC2::FlowLog")["TrafficType"]));
        Assert.Equal("30", TemplateView.Text(asked.Single("AWS::Logs::LogGroup")["RetentionInDays"]));
    }

    [Fact]
    public void Another_network_is_cut_in_the_same_way()
    {
        var other = synthesized.Template("vpcCidr=192.168.16.0/20");
        var subnets = other.All("AWS::EC2::Subnet").Select(subnet => TemplateView.Text(subnet["CidrBlock"])).Order(StringComparer.Ordinal);
        Assert.Equal(["192.168.16.0/24", "192.168.17.0/24", "192.168.20.0/22", "192.168.24.0/22"], subnets);
    }

    private List<IReadOnlyDictionary<string, string>> Subnets(string kind) =>
    [
        .. Template.Resources.Where(resource => resource.Type == "AWS::EC2::Subnet" && resource.Id.Contains(kind, StringComparison.Ordinal))
            .Select(resource => TemplateView.Tags(resource.Properties)),
    ];
}
