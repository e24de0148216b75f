using System.Diagnostics.Metrics;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Aws;
using IrsaOperator.Tests.Planning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace IrsaOperator.Tests.Aws;

public sealed class RoleSweepTests : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(8);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IAmazonIdentityManagementService _iam = Substitute.For<IAmazonIdentityManagementService>();
    private readonly Demand _demand = new() { Roles = 100 };
    private readonly RoleCache _cache;
    private readonly AwsCalls _calls;
    private readonly RoleSweep _sweep;
    private List<List<RoleDetail>> _details = [[Detail("a")]];

    public RoleSweepTests()
    {
        _cache = new RoleCache(_time);
        _calls = new AwsCalls(new AwsCallOptions { CallsPerSecond = 1000, MaxRetries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) },
            new AwsMetrics(_services.GetRequiredService<IMeterFactory>()), TimeProvider.System);
        _sweep = new RoleSweep(_iam, _calls, _cache, new RoleSweepScope("/irsa-operator/", _demand, _time), NullLogger<RoleSweep>.Instance);
        _iam.ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>()).Returns(_ => new ListRolesResponse
        {
            Roles = [.. _details.SelectMany(page => page).Where(detail => detail.Path == "/irsa-operator/").Select(detail => new Role { RoleName = detail.RoleName, Description = "words", MaxSessionDuration = 7200 })],
        });
        _iam.GetAccountAuthorizationDetailsAsync(Arg.Any<GetAccountAuthorizationDetailsRequest>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            var page = int.Parse(call.Arg<GetAccountAuthorizationDetailsRequest>().Marker ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            return new GetAccountAuthorizationDetailsResponse
            {
                RoleDetailList = _details[page],
                IsTruncated = page + 1 < _details.Count,
                Marker = page + 1 < _details.Count ? $"{page + 1}" : null,
            };
        });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sweep.Dispose();
        _calls.Dispose();
        _iam.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_sweep_brings_all_roles_below_the_path_whole_and_no_other()
    {
        _details = [[Detail("a"), Detail("elsewhere", "/")], [], [Detail("b")]];
        Assert.True(await _sweep.RefreshAsync(MaxAge, Cancel));

        var role = _cache.Find("A", MaxAge)!;
        Assert.Equal(("words", 7200, "arn:aws:iam::aws:policy/X", "AROAa"), (role.Definition.Description, role.Definition.MaxSessionDurationSeconds, role.Definition.ManagedPolicies.Single(), role.Id));
        Assert.Equal("""{"Version":"2012-10-17"}""", role.Definition.InlinePolicies["p"]!.Text);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), role.LastUsed);
        Assert.NotNull(_cache.Find("b", MaxAge));
        Assert.Null(_cache.Find("elsewhere", TimeSpan.MaxValue));
    }

    [Fact]
    public async Task A_role_without_its_trust_policy_is_not_taken_from_a_sweep_as_a_role_without_an_owner()
    {
        var half = Detail("half");
        half.AssumeRolePolicyDocument = null;
        _details = [[Detail("a"), half]];
        await _sweep.RefreshAsync(MaxAge, Cancel);
        Assert.NotNull(_cache.Find("a", MaxAge));
        Assert.Null(_cache.Find("half", TimeSpan.MaxValue));
    }

    [Fact]
    public async Task What_a_sweep_brought_is_known_and_not_confirmed()
    {
        await _sweep.RefreshAsync(MaxAge, Cancel);
        Assert.NotNull(_cache.Find("a", MaxAge));
        Assert.Null(_cache.FindRead("a", MaxAge));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task A_sweep_is_made_only_when_it_takes_fewer_pages_than_there_are_roles(int roles, bool swept)
    {
        _demand.Roles = roles;
        Assert.Equal(swept, await _sweep.RefreshAsync(MaxAge, Cancel));
    }

    [Fact]
    public async Task A_sweep_that_turns_out_too_large_is_given_up_and_not_tried_again_until_it_pays()
    {
        _details = [.. Enumerable.Range(0, 20).Select(i => new List<RoleDetail> { Detail($"r{i}") })];
        _demand.Roles = 5;
        Assert.False(await _sweep.RefreshAsync(MaxAge, Cancel));
        Assert.False(await _sweep.RefreshAsync(MaxAge, Cancel));
        await _iam.Received(1).ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>());

        _demand.Roles = 50;
        Assert.True(await _sweep.RefreshAsync(MaxAge, Cancel));
        Assert.NotNull(_cache.Find("r19", MaxAge));
    }

    [Fact]
    public async Task Fifty_askers_share_one_sweep_and_the_next_waits_until_it_is_old()
    {
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _sweep.RefreshAsync(MaxAge, Cancel), Cancel))), _ => { });
        await _iam.Received(1).ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>());
        Assert.False(await _sweep.RefreshAsync(MaxAge, Cancel));
        _time.Advance(MaxAge);
        Assert.True(await _sweep.RefreshAsync(MaxAge, Cancel));
    }

    [Fact]
    public async Task Without_the_right_roles_are_read_one_by_one_and_the_right_is_asked_for_again_after_an_hour()
    {
        var listed = _iam.ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>());
        listed.ThrowsAsync(AwsErrorsTests.Error("AccessDenied", 403));
        Assert.False(await _sweep.RefreshAsync(MaxAge, Cancel));
        Assert.False(await _sweep.RefreshAsync(MaxAge, Cancel));
        await _iam.Received(1).ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>());
        _time.Advance(TimeSpan.FromHours(1));
        await _sweep.RefreshAsync(MaxAge, Cancel);
        await _iam.Received(2).ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task I8_A_sweep_that_fails_fails_those_who_waited_and_the_next_one_is_free_to_try()
    {
        var listed = _iam.ListRolesAsync(Arg.Any<ListRolesRequest>(), Arg.Any<CancellationToken>());
        listed.ThrowsAsync(AwsErrorsTests.Error("ServiceFailure", 500));
        await Assert.ThrowsAsync<AwsException>(() => _sweep.RefreshAsync(MaxAge, Cancel));
        await Assert.ThrowsAsync<AwsException>(() => _sweep.RefreshAsync(MaxAge, Cancel));
    }

    [Fact]
    public async Task A_role_that_we_changed_a_moment_ago_is_better_known_than_by_a_sweep()
    {
        var ours = FakeRole.Created(new IrsaOperator.Planning.RoleDefinition { Name = "a", Path = "/irsa-operator/", Trust = null, Description = "ours" });
        _cache.Changed("a", ours);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _sweep.RefreshAsync(MaxAge, Cancel);
        Assert.Same(ours, _cache.Find("a", MaxAge));

        _time.Advance(RoleCache.SettlingTime + MaxAge);
        await _sweep.RefreshAsync(MaxAge, Cancel);
        Assert.Equal("words", _cache.Find("a", MaxAge)!.Definition.Description);
    }

    private static RoleDetail Detail(string name, string path = "/irsa-operator/") => new()
    {
        RoleName = name,
        Path = path,
        Arn = $"arn:aws:iam::111122223333:role{path}{name}",
        RoleId = $"AROA{name}",
        AssumeRolePolicyDocument = "%7B%22Version%22%3A%222012-10-17%22%7D",
        AttachedManagedPolicies = [new AttachedPolicyType { PolicyArn = "arn:aws:iam::aws:policy/X" }],
        RolePolicyList = [new PolicyDetail { PolicyName = "p", PolicyDocument = "%7B%22Version%22%3A%222012-10-17%22%7D" }],
        RoleLastUsed = new RoleLastUsed { LastUsedDate = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc) },
    };

    private sealed class Demand : IRoleDemand
    {
        public int Roles { get; set; }
    }
}
