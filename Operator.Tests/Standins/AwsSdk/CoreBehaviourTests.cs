using System.Net;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>What AWSSDK.Core does for the clients, seen from outside.</summary>
public sealed class CoreBehaviourTests
{
    private static GetRoleRequest Request { get; } = new() { RoleName = "app" };

    [Theory]
    [InlineData("Throttling", HttpStatusCode.BadRequest)]
    [InlineData("ServiceFailure", HttpStatusCode.InternalServerError)]
    [InlineData("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable)]
    public async Task A_transient_error_is_retried_with_a_fresh_signature(string code, HttpStatusCode status)
    {
        await using var aws = await LoopbackAws.StartAsync(
            Answer.IamError(status, code), Answer.IamError(status, code), Answer.Iam("GetRole", "<Role><RoleName>app</RoleName></Role>"));
        using var iam = aws.Iam(config => config.MaxErrorRetry = 2);

        var response = await iam.GetRoleAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal("app", response.Role!.RoleName);
        Assert.Equal(3, aws.Requests.Count);
        Assert.All(aws.Requests, request => Assert.Equal("Action=GetRole\nRoleName=app\nVersion=2010-05-08", request.Parameters));
    }

    [Fact]
    public async Task Retries_end_with_the_error()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.IamError(HttpStatusCode.BadRequest, "Throttling", "Rate exceeded"));
        using var iam = aws.Iam(config => config.MaxErrorRetry = 1);

        var error = await Assert.ThrowsAsync<AmazonIdentityManagementServiceException>(
            () => iam.GetRoleAsync(Request, TestContext.Current.CancellationToken));

        Assert.Equal(("Throttling", "Rate exceeded"), (error.ErrorCode, error.Message));
        Assert.Equal(2, aws.Requests.Count);
    }

    [Theory]
    [InlineData("ConcurrentModification", HttpStatusCode.Conflict)]
    [InlineData("LimitExceeded", HttpStatusCode.Conflict)]
    [InlineData("EntityTemporarilyUnmodifiable", HttpStatusCode.Conflict)]
    [InlineData("NoSuchEntity", HttpStatusCode.NotFound)]
    [InlineData("AccessDenied", HttpStatusCode.Forbidden)]
    public async Task Other_errors_are_the_callers_to_retry(string code, HttpStatusCode status)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.IamError(status, code));
        using var iam = aws.Iam(config => config.MaxErrorRetry = 2);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => iam.GetRoleAsync(Request, TestContext.Current.CancellationToken));

        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task Cancellation_ends_a_request_under_way()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var aws = await LoopbackAws.StartAsync(async (_, aborted) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, aborted);
            return Answer.Iam("GetRole", "");
        });
        using var iam = aws.Iam(config => config.MaxErrorRetry = 2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => iam.GetRoleAsync(Request, cancellation.Token));
        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task A_session_token_is_sent_and_signed()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        using var iam = new AmazonIdentityManagementServiceClient(
            LoopbackAws.AccessKey,
            LoopbackAws.SecretKey,
            "the-session-token",
            new AmazonIdentityManagementServiceConfig { ServiceURL = aws.Url.ToString(), MaxErrorRetry = 0 });

        await iam.GetRoleAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal("the-session-token", aws.Single.Headers["x-amz-security-token"]);
        Assert.Contains("x-amz-security-token", aws.Single.SignedHeaders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_the_configuration_are_used_when_the_client_has_none_of_its_own()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        using var iam = new AmazonIdentityManagementServiceClient(new AmazonIdentityManagementServiceConfig
        {
            ServiceURL = aws.Url.ToString(),
            DefaultAWSCredentials = new BasicAWSCredentials(LoopbackAws.AccessKey, LoopbackAws.SecretKey),
            MaxErrorRetry = 0,
        });

        await iam.GetRoleAsync(Request, TestContext.Current.CancellationToken);

        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task The_user_agent_names_the_service()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", ""));
        using var iam = aws.Iam(config => config.ClientAppId = "irsa-operator");

        await iam.GetRoleAsync(Request, TestContext.Current.CancellationToken);

        Assert.Contains("api/IAM", aws.Single.Headers["user-agent"], StringComparison.Ordinal);
        Assert.Contains("app/irsa-operator", aws.Single.Headers["user-agent"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_built_without_credentials()
    {
        using var iam = new AmazonIdentityManagementServiceClient(RegionEndpoint.EUCentral1);

        Assert.Equal("eu-central-1", iam.Config.RegionEndpoint.SystemName);
    }

    [Fact]
    public async Task A_large_policy_arrives_whole()
    {
        var document = string.Concat(Enumerable.Repeat("""{"Effect":"Allow","Resource":"ÿ*"}""", 2000));
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("PutRolePolicy", null));
        using var iam = aws.Iam();

        await iam.PutRolePolicyAsync(
            new PutRolePolicyRequest { RoleName = "app", PolicyName = "p", PolicyDocument = document },
            TestContext.Current.CancellationToken);

        Assert.Contains($"PolicyDocument={document}", aws.Single.Parameters, StringComparison.Ordinal);
    }
}
