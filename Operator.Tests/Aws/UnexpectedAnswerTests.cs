using System.Diagnostics.Metrics;
using Amazon.EKS;
using Amazon.EKS.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using IrsaOperator.Aws;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace IrsaOperator.Tests.Aws;

/// <summary>Answers that lack what they must have are errors: they don't say that there is nothing.</summary>
public sealed class UnexpectedAnswerTests : IDisposable
{
    private const string Provider = "arn:aws:iam::111122223333:oidc-provider/x";
    private const string Document = "%7B%22Version%22%3A%222012-10-17%22%7D";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IAmazonIdentityManagementService _iam = Substitute.For<IAmazonIdentityManagementService>();
    private readonly IAmazonEKS _eks = Substitute.For<IAmazonEKS>();
    private readonly IAmazonSecurityTokenService _sts = Substitute.For<IAmazonSecurityTokenService>();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly RoleCache _cache;
    private readonly AwsCalls _calls;
    private readonly IamRoleReader _reader;

    public UnexpectedAnswerTests()
    {
        _cache = new RoleCache(_time);
        _calls = new AwsCalls(
            new AwsCallOptions { CallsPerSecond = 1000, MaxRetries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) },
            new AwsMetrics(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System);
        _reader = new IamRoleReader(_iam, _calls, _cache, _time);
        _iam.ListAttachedRolePoliciesAsync(Arg.Any<ListAttachedRolePoliciesRequest>(), Arg.Any<CancellationToken>()).Returns(new ListAttachedRolePoliciesResponse());
        _iam.ListRolePoliciesAsync(Arg.Any<ListRolePoliciesRequest>(), Arg.Any<CancellationToken>()).Returns(new ListRolePoliciesResponse { PolicyNames = ["gone", "there"] });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _calls.Dispose();
        _iam.Dispose();
        _eks.Dispose();
        _sts.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_role_without_its_trust_policy_is_not_read_as_a_role_without_an_owner(bool role)
    {
        _iam.GetRoleAsync(Arg.Any<GetRoleRequest>(), Arg.Any<CancellationToken>()).Returns(new GetRoleResponse { Role = role ? new Role { RoleName = "r", RoleId = "AROA" } : null });
        Assert.Equal(("GetRole", "UnexpectedAnswer"), await ErrorAsync(() => _reader.ReadAsync("r", Cancel)));
        Assert.Equal(("GetRole", "UnexpectedAnswer"), await ErrorAsync(() => _reader.ReadHeadAsync("r", Cancel)));
        Assert.Equal(("GetRole", "UnexpectedAnswer"), await ErrorAsync(() => _reader.FindAsync("r", TimeSpan.Zero, Cancel)));
    }

    [Fact]
    public async Task An_inline_policy_that_goes_while_its_role_is_read_does_not_make_the_role_go()
    {
        _iam.GetRoleAsync(Arg.Any<GetRoleRequest>(), Arg.Any<CancellationToken>()).Returns(new GetRoleResponse { Role = new Role { RoleName = "r", RoleId = "AROA", AssumeRolePolicyDocument = Document } });
        _iam.GetRolePolicyAsync(Arg.Is<GetRolePolicyRequest>(request => request.PolicyName == "there"), Arg.Any<CancellationToken>())
            .Returns(new GetRolePolicyResponse { PolicyName = "there", PolicyDocument = Document });
        _iam.GetRolePolicyAsync(Arg.Is<GetRolePolicyRequest>(request => request.PolicyName == "gone"), Arg.Any<CancellationToken>())
            .ThrowsAsync(AwsErrorsTests.Error("NoSuchEntity", 404));
        Assert.Equal(["there"], (await _reader.ReadAsync("r", Cancel))!.Definition.InlinePolicies.Keys);
    }

    [Fact]
    public async Task A_creation_that_does_not_tell_the_role_is_one_of_unknown_effect()
    {
        _iam.CreateRoleAsync(Arg.Any<CreateRoleRequest>(), Arg.Any<CancellationToken>()).Returns(new CreateRoleResponse());
        using var sweep = new RoleSweep(_iam, _calls, _cache, new RoleSweepScope("/", new NoDemand(), _time), NullLogger<RoleSweep>.Instance);
        var roles = new IamRoles(_iam, _calls, _cache, _reader, sweep);
        var create = new RoleAction.Create(new RoleDefinition { Name = "r", Path = "/", Trust = PolicyDocument.FromAnswer(Document) });
        Assert.Equal(("CreateRole", "UnexpectedAnswer"), await ErrorAsync(() => roles.ApplyAsync("r", create, Cancel)));
        Assert.True(roles.IsInDoubt("r"));
    }

    [Fact]
    public async Task A_write_that_fails_a_moment_after_another_does_not_make_us_believe_a_read_that_lags()
    {
        using var sweep = new RoleSweep(_iam, _calls, _cache, new RoleSweepScope("/", new NoDemand(), _time), NullLogger<RoleSweep>.Instance);
        var roles = new IamRoles(_iam, _calls, _cache, _reader, sweep);
        var ours = FakeRole.Created(new RoleDefinition { Name = "r", Path = "/", Trust = null, Description = "ours" });
        _cache.Changed("r", ours);
        _iam.AttachRolePolicyAsync(Arg.Any<AttachRolePolicyRequest>(), Arg.Any<CancellationToken>()).ThrowsAsync(AwsErrorsTests.Error("ServiceFailure", 500));
        Assert.Equal(("AttachRolePolicy", "ServiceFailure"), await ErrorAsync(() => roles.ApplyAsync("r", new RoleAction.Attach("arn:aws:iam::aws:policy/X"), Cancel)));
        Assert.Same(ours, roles.Known("r"));

        _time.Advance(RoleCache.SettlingTime);
        await ErrorAsync(() => roles.ApplyAsync("r", new RoleAction.Attach("arn:aws:iam::aws:policy/X"), Cancel));
        Assert.Null(roles.Known("r"));
    }

    [Fact]
    public async Task A_provider_without_its_URL_is_not_read_as_one_without_audiences()
    {
        _iam.GetOpenIDConnectProviderAsync(Arg.Any<GetOpenIDConnectProviderRequest>(), Arg.Any<CancellationToken>()).Returns(new GetOpenIDConnectProviderResponse());
        using var providers = new IamOidcProviders(_iam, _calls, _time);
        Assert.Equal(("GetOpenIDConnectProvider", "UnexpectedAnswer"), await ErrorAsync(() => providers.GetClientIdsAsync(Provider, "sts.amazonaws.com", Cancel)));
    }

    [Fact]
    public async Task An_audience_that_was_added_is_found_at_once_and_not_after_minutes()
    {
        _iam.GetOpenIDConnectProviderAsync(Arg.Any<GetOpenIDConnectProviderRequest>(), Arg.Any<CancellationToken>())
            .Returns(new GetOpenIDConnectProviderResponse { Url = "x", ClientIDList = ["sts.amazonaws.com"] }, new GetOpenIDConnectProviderResponse { Url = "x", ClientIDList = ["sts.amazonaws.com", "other"] });
        using var providers = new IamOidcProviders(_iam, _calls, _time);
        Assert.DoesNotContain("other", (await providers.GetClientIdsAsync(Provider, "other", Cancel))!);
        _time.Advance(TimeSpan.FromSeconds(6));
        await providers.GetClientIdsAsync(Provider, "sts.amazonaws.com", Cancel);
        Assert.Single(_iam.ReceivedCalls());
        Assert.Contains("other", (await providers.GetClientIdsAsync(Provider, "other", Cancel))!);
    }

    [Fact]
    public async Task An_answer_without_a_cluster_does_not_say_that_there_is_none()
    {
        _eks.DescribeClusterAsync(Arg.Any<DescribeClusterRequest>(), Arg.Any<CancellationToken>()).Returns(new DescribeClusterResponse());
        Assert.Equal(("DescribeCluster", "UnexpectedAnswer"), await ErrorAsync(() => new AwsAccount(_sts, _eks, _calls).GetClusterIssuerAsync("lab", Cancel)));
    }

    [Fact]
    public async Task An_exchange_without_credentials_is_no_proof()
    {
        _sts.AssumeRoleWithWebIdentityAsync(Arg.Any<AssumeRoleWithWebIdentityRequest>(), Arg.Any<CancellationToken>()).Returns(new AssumeRoleWithWebIdentityResponse());
        using var identities = new StsWebIdentities(_sts, _calls);
        Assert.Equal(("AssumeRoleWithWebIdentity", "UnexpectedAnswer"), await ErrorAsync(() => identities.TryAsync("arn:aws:iam::111122223333:role/r", "token", Cancel)));
    }

    private sealed class NoDemand : IRoleDemand
    {
        public int Roles => 0;
    }

    private static async Task<(string Operation, string Code)> ErrorAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<AwsException>(call);
        return (error.Operation, error.Code);
    }
}
