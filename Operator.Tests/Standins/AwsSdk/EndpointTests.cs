using Amazon;
using Amazon.EKS;
using Amazon.EKS.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace IrsaOperator.Tests.Standins.AwsSdk;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "iam.amazonaws.com", "us-east-1")]
    [InlineData("eu-central-1", true, false, "iam-fips.amazonaws.com", "us-east-1")]
    [InlineData("ap-southeast-2", false, true, "iam.global.api.aws", "us-east-1")]
    [InlineData("us-west-2", true, true, "iam-fips.global.api.aws", "us-east-1")]
    [InlineData("cn-northwest-1", false, false, "iam.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("cn-north-1", true, false, "iam-fips.amazonaws.com.cn", "cn-northwest-1")]
    [InlineData("cn-north-1", false, true, "iam.global.api.amazonwebservices.com.cn", "cn-north-1")]
    [InlineData("us-gov-east-1", false, false, "iam.us-gov.amazonaws.com", "us-gov-west-1")]
    [InlineData("us-gov-west-1", true, false, "iam.us-gov.amazonaws.com", "us-gov-west-1")]
    [InlineData("us-gov-west-1", false, true, "iam.us-gov.api.aws", "us-gov-west-1")]
    [InlineData("us-gov-east-1", true, true, "iam.us-gov.api.aws", "us-gov-west-1")]
    [InlineData("us-iso-west-1", false, false, "iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1")]
    [InlineData("us-iso-east-1", true, false, "iam-fips.us-iso-east-1.c2s.ic.gov", "us-iso-east-1")]
    [InlineData("us-isob-east-1", false, false, "iam.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1")]
    [InlineData("us-isob-east-1", true, false, "iam-fips.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1")]
    [InlineData("eu-isoe-west-1", false, false, "iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1")]
    [InlineData("us-isof-east-1", false, false, "iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1")]
    [InlineData("eusc-de-east-1", false, false, "iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1")]
    public async Task IAM_has_one_endpoint_per_partition_and_signs_for_its_region(
        string region, bool fips, bool dualStack, string host, string signingRegion)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        using var iam = new AmazonIdentityManagementServiceClient(
            LoopbackAws.AccessKey,
            LoopbackAws.SecretKey,
            new AmazonIdentityManagementServiceConfig
            {
                RegionEndpoint = RegionEndpoint.GetBySystemName(region),
                UseFIPSEndpoint = fips,
                UseDualstackEndpoint = dualStack,
                MaxErrorRetry = 0,
                HttpClientFactory = new RedirectingHttpClientFactory(aws.Url),
            });
        var request = new GetRoleRequest { RoleName = "app" };

        await iam.GetRoleAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(host, aws.Single.Headers["host"]);
        Assert.Equal([signingRegion, "iam", "aws4_request"], aws.Single.Scope[1..]);
        Assert.Equal($"https://{host}", iam.DetermineServiceOperationEndpoint(request).URL.TrimEnd('/'));
    }

    [Theory]
    [InlineData("eu-central-1", false, false, "eks.eu-central-1.amazonaws.com")]
    [InlineData("us-west-2", true, false, "fips.eks.us-west-2.amazonaws.com")]
    [InlineData("eu-central-1", false, true, "eks.eu-central-1.api.aws")]
    [InlineData("us-west-2", true, true, "eks-fips.us-west-2.api.aws")]
    [InlineData("cn-north-1", false, false, "eks.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", true, false, "eks-fips.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, "eks.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-gov-west-1", false, false, "eks.us-gov-west-1.amazonaws.com")]
    [InlineData("us-gov-west-1", true, false, "eks.us-gov-west-1.amazonaws.com")]
    [InlineData("us-iso-east-1", false, false, "eks.us-iso-east-1.c2s.ic.gov")]
    public async Task EKS_is_regional(string region, bool fips, bool dualStack, string host)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Eks("{}"));
        using var eks = new AmazonEKSClient(
            LoopbackAws.AccessKey,
            LoopbackAws.SecretKey,
            new AmazonEKSConfig
            {
                RegionEndpoint = RegionEndpoint.GetBySystemName(region),
                UseFIPSEndpoint = fips,
                UseDualstackEndpoint = dualStack,
                MaxErrorRetry = 0,
                HttpClientFactory = new RedirectingHttpClientFactory(aws.Url),
            });
        var request = new DescribeClusterRequest { Name = "lab" };

        await eks.DescribeClusterAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(host, aws.Single.Headers["host"]);
        Assert.Equal([region, "eks", "aws4_request"], aws.Single.Scope[1..]);
        Assert.Equal($"https://{host}", eks.DetermineServiceOperationEndpoint(request).URL.TrimEnd('/'));
    }

    [Theory]
    [InlineData(true, false, "Invalid Configuration: FIPS and custom endpoint are not supported")]
    [InlineData(false, true, "Invalid Configuration: Dualstack and custom endpoint are not supported")]
    public void A_custom_endpoint_excludes_FIPS_and_dual_stack(bool fips, bool dualStack, string message)
    {
        using var iam = new AmazonIdentityManagementServiceClient(
            LoopbackAws.AccessKey,
            LoopbackAws.SecretKey,
            new AmazonIdentityManagementServiceConfig
            {
                ServiceURL = "http://127.0.0.1:9",
                UseFIPSEndpoint = fips,
                UseDualstackEndpoint = dualStack,
            });

        var error = Assert.Throws<AmazonClientException>(() => iam.DetermineServiceOperationEndpoint(new GetRoleRequest()));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData(true, false, "FIPS is enabled but this partition does not support FIPS")]
    [InlineData(false, true, "DualStack is enabled but this partition does not support DualStack")]
    [InlineData(true, true, "FIPS and DualStack are enabled, but this partition does not support one or both")]
    public void A_partition_that_lacks_what_is_asked_for_says_so(bool fips, bool dualStack, string message)
    {
        var partition = new Partition { name = "aws-new", dnsSuffix = "new.example", supportsFIPS = false, supportsDualStack = false };

        Assert.Equal("new.example", ServiceEndpointProvider.Suffix(partition, fips: false, dualStack: false));
        var error = Assert.Throws<AmazonClientException>(() => ServiceEndpointProvider.Suffix(partition, fips, dualStack));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task A_service_url_signs_for_the_authentication_region()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        using var iam = aws.Iam(config => config.AuthenticationRegion = "cn-north-1");

        await iam.GetRoleAsync(new GetRoleRequest { RoleName = "app" }, TestContext.Current.CancellationToken);

        Assert.Equal("cn-north-1", aws.Single.Scope[1]);
    }
}
