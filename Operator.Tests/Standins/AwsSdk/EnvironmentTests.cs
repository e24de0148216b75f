using Amazon;
using Amazon.EKS;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>These change the process's environment, so nothing else runs beside them.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class EnvironmentTests : IDisposable
{
    private static string[] Names { get; } =
        ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL_EKS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_REGION"];

    private readonly Dictionary<string, string?> _before = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        FallbackRegionFactory.Reset();
    }

    [Fact]
    public async Task AWS_ENDPOINT_URL_is_every_services_endpoint()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""), Answer.Eks("{}"));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", aws.Url.ToString());
        using var iam = Iam();
        using var eks = new AmazonEKSClient(LoopbackAws.AccessKey, LoopbackAws.SecretKey, RegionEndpoint.EUCentral1);

        await iam.GetRoleAsync(new GetRoleRequest { RoleName = "app" }, TestContext.Current.CancellationToken);
        await eks.DescribeClusterAsync(new() { Name = "lab" }, TestContext.Current.CancellationToken);

        Assert.Equal(["iam", "eks"], aws.Requests.Select(request => request.Scope[2]));
    }

    [Fact]
    public async Task AWS_ENDPOINT_URL_IAM_comes_before_it()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_IAM", aws.Url.ToString());
        using var iam = Iam();

        await iam.GetRoleAsync(new GetRoleRequest { RoleName = "app" }, TestContext.Current.CancellationToken);

        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task The_configuration_comes_before_the_environment()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_IAM", "http://127.0.0.1:9");
        using var iam = aws.Iam();

        await iam.GetRoleAsync(new GetRoleRequest { RoleName = "app" }, TestContext.Current.CancellationToken);

        Assert.Single(aws.Requests);
    }

    [Fact]
    public void Configured_endpoints_can_be_ignored()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_IAM", "http://127.0.0.1:9");
        using var iam = new AmazonIdentityManagementServiceClient(
            LoopbackAws.AccessKey,
            LoopbackAws.SecretKey,
            new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.EUCentral1, IgnoreConfiguredEndpointUrls = true });

        Assert.Equal("https://iam.amazonaws.com", iam.DetermineServiceOperationEndpoint(new GetRoleRequest()).URL);
    }

    [Fact]
    public void The_region_comes_from_AWS_REGION()
    {
        Environment.SetEnvironmentVariable("AWS_REGION", "cn-north-1");
        FallbackRegionFactory.Reset();
        using var iam = new AmazonIdentityManagementServiceClient(LoopbackAws.AccessKey, LoopbackAws.SecretKey);

        Assert.Equal("https://iam.cn-north-1.amazonaws.com.cn", iam.DetermineServiceOperationEndpoint(new GetRoleRequest()).URL);
    }

    [Fact]
    public async Task Collections_start_empty_where_the_program_asks_for_it()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("CreateRole", "<Role><Tags/></Role>"));
        using var iam = aws.Iam();
        AWSConfigs.InitializeCollections = true;
        try
        {
            var request = new CreateRoleRequest { RoleName = "app" };
            Assert.Empty(request.Tags!);

            var response = await iam.CreateRoleAsync(request, TestContext.Current.CancellationToken);

            Assert.Empty(response.Role!.Tags!);
            Assert.Equal("Action=CreateRole\nRoleName=app\nVersion=2010-05-08", aws.Single.Parameters);
        }
        finally
        {
            AWSConfigs.InitializeCollections = false;
        }
    }

    private static AmazonIdentityManagementServiceClient Iam() =>
        new(LoopbackAws.AccessKey, LoopbackAws.SecretKey, RegionEndpoint.EUCentral1);
}
