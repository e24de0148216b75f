using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Logs;
using Constructs;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Stacks;

/// <summary>The VPC: two zones, in each a public subnet for load balancers and a private one for nodes, and one NAT gateway.</summary>
internal sealed class Network : Construct
{
    private const int PublicMask = 24;

    public Network(Construct scope, BaseClusterSettings settings)
        : base(scope, "Network")
    {
        Vpc = new Vpc(this, "Vpc", new VpcProps
        {
            VpcName = settings.ClusterName,
            IpAddresses = IpAddresses.Cidr(settings.VpcCidr),
            MaxAzs = 2,
            NatGateways = 1,

            // It would take a Lambda; nothing here uses the default group.
            RestrictDefaultSecurityGroup = false,
            SubnetConfiguration =
            [
                new SubnetConfiguration { Name = "public", SubnetType = SubnetType.PUBLIC, CidrMask = PublicMask, MapPublicIpOnLaunch = false },
                new SubnetConfiguration { Name = "private", SubnetType = SubnetType.PRIVATE_WITH_EGRESS, CidrMask = PrivateMask(settings.VpcCidr) },
            ],
        });
        TagSubnets(Vpc.PublicSubnets, "kubernetes.io/role/elb", settings.ClusterName);
        TagSubnets(Vpc.PrivateSubnets, "kubernetes.io/role/internal-elb", settings.ClusterName);
        if (settings.FlowLogs)
            AddFlowLogs();
    }

    public Vpc Vpc { get; }

    /// <summary>Load balancer controllers find the subnets that they may use by these tags.</summary>
    private static void TagSubnets(ISubnet[] subnets, string role, string cluster)
    {
        foreach (var subnet in subnets)
        {
            Amazon.CDK.Tags.Of(subnet).Add(role, "1");
            Amazon.CDK.Tags.Of(subnet).Add($"kubernetes.io/cluster/{cluster}", "shared");
        }
    }

    // Two private networks and two small public ones fill the VPC, with a quarter to spare.
    private static int PrivateMask(string cidr) => System.Net.IPNetwork.Parse(cidr).PrefixLength + 2;

    private void AddFlowLogs() => Vpc.AddFlowLog("FlowLogs", new FlowLogOptions
    {
        Destination = FlowLogDestination.ToCloudWatchLogs(new LogGroup(this, "FlowLogGroup", new LogGroupProps
        {
            Retention = RetentionDays.ONE_MONTH,
            RemovalPolicy = RemovalPolicy.DESTROY,
        })),
        TrafficType = FlowLogTrafficType.ALL,
    });
}
