using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Reconciliation;
using IrsaOperator.Tests.Planning;
using Microsoft.Extensions.Time.Testing;

namespace IrsaOperator.Tests.Reconciliation;

public sealed class ClusterIdentitiesTests : IAwsAccount, IApiServerIssuer, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ClusterIdentities _identities;
    private string _issuer = Sample.Identity.Issuer;
    private string? _clusterIssuer = Sample.Identity.Issuer;
    private Exception? _awsError;
    private Exception? _apiServerError;
    private int _asked;

    public ClusterIdentitiesTests() =>
        _identities = new ClusterIdentities(this, this, new ReconcilerOptions { Planning = Sample.Options, ClusterName = "prod" }, _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _identities.Dispose();

    [Fact]
    public async Task The_identity_is_asked_for_once_in_an_audit_interval()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(Sample.Identity, await _identities.GetAsync(Cancel));
        Assert.Equal(1, _asked);
        _time.Advance(TimeSpan.FromMinutes(11));
        await _identities.GetAsync(Cancel);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task A_cluster_that_was_replaced_is_noticed()
    {
        await _identities.GetAsync(Cancel);
        _issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/FF";
        _time.Advance(TimeSpan.FromMinutes(11));
        await Assert.ThrowsAsync<BlockedException>(() => _identities.GetAsync(Cancel));
    }

    [Fact]
    public async Task An_outage_of_AWS_makes_nobody_forget_which_cluster_this_is()
    {
        await _identities.GetAsync(Cancel);
        _awsError = new AwsException(AwsErrorKind.Unavailable, "GetCallerIdentity", "ServiceUnavailable", "words");
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(Sample.Identity, await _identities.GetAsync(Cancel));
        Assert.Equal(2, _asked);
        await _identities.GetAsync(Cancel);
        Assert.Equal(2, _asked);
        _time.Advance(TimeSpan.FromSeconds(6));
        await _identities.GetAsync(Cancel);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task At_the_start_an_outage_is_an_error()
    {
        _awsError = new AwsException(AwsErrorKind.Unavailable, "GetCallerIdentity", "ServiceUnavailable", "words");
        await Assert.ThrowsAsync<AwsException>(() => _identities.GetAsync(Cancel));
    }

    [Fact]
    public async Task A_cluster_that_EKS_does_not_know_is_a_mistake_in_the_options()
    {
        _clusterIssuer = null;
        var blocked = await Assert.ThrowsAsync<BlockedException>(() => _identities.GetAsync(Cancel));
        Assert.Contains("--cluster-name", blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_API_servers_word_EKSs_counts()
    {
        _apiServerError = new HttpRequestException("refused");
        Assert.Equal(Sample.Identity, await _identities.GetAsync(Cancel));
    }

    Task<(string Partition, string Account)> IAwsAccount.GetCallerAsync(CancellationToken cancellationToken)
    {
        _asked++;
        return _awsError is null
            ? Task.FromResult((Sample.Identity.Partition, Sample.Identity.Account))
            : Task.FromException<(string, string)>(_awsError);
    }

    Task<string?> IAwsAccount.GetClusterIssuerAsync(string clusterName, CancellationToken cancellationToken) => Task.FromResult(_clusterIssuer);

    Task<string> IApiServerIssuer.GetAsync(CancellationToken cancellationToken) =>
        _apiServerError is null ? Task.FromResult(_issuer) : Task.FromException<string>(_apiServerError);
}
