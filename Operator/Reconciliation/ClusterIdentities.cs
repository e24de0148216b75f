using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Finds out which cluster this is. The answer is kept, and asked for anew once in an audit interval: a cluster that was
/// replaced behind the same endpoint has another issuer.
/// </summary>
internal sealed class ClusterIdentities(IAwsAccount account, IApiServerIssuer apiServer, ReconcilerOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1);
    private volatile Answer? _answer;

    /// <summary>The cluster's identity, as last found out.</summary>
    /// <exception cref="BlockedException">The issuers contradict each other, or there is none.</exception>
    public async Task<ClusterIdentity> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
            return known;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } meanwhile)
                return meanwhile;
            return Keep(await AskAsync(cancellationToken), options.AuditInterval);
        }
        catch (Exception error) when (_answer is { } last && error is not BlockedException && !cancellationToken.IsCancellationRequested)
        {
            // Nobody said that the cluster is another one: AWS or the API server could not be asked. A ready binding must not
            // stop being ready for that.
            return Keep(last.Identity, AskAgain);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private ClusterIdentity Keep(ClusterIdentity identity, TimeSpan duration)
    {
        _answer = new Answer(identity, time.GetTimestamp(), duration);
        return identity;
    }

    private ClusterIdentity? Fresh() => _answer is { } answer && time.GetElapsedTime(answer.At) < answer.Duration ? answer.Identity : null;

    private async Task<ClusterIdentity> AskAsync(CancellationToken cancellationToken)
    {
        var (partition, accountId) = await account.GetCallerAsync(cancellationToken);
        if (options.ClusterName is not { } clusterName)
            return new ClusterIdentity(partition, accountId, await apiServer.GetAsync(cancellationToken));

        var ofCluster = await account.GetClusterIssuerAsync(clusterName, cancellationToken)
            ?? throw new BlockedException(OutcomeKind.Stalled, Reasons.ClusterIdentityUnknown,
                $"EKS knows no cluster {clusterName} with an OIDC issuer in this account and region: correct --cluster-name or the region.");
        var ofApiServer = await TryApiServerAsync(cancellationToken);
        if (ofApiServer is not null && !OidcIssuer.Same(ofCluster, ofApiServer))
        {
            throw new BlockedException(OutcomeKind.Stalled, Reasons.IssuerMismatch,
                $"The EKS cluster {clusterName} has the issuer {ofCluster}, this API server has {ofApiServer}: "
                + "the operator would manage another cluster's trust; correct --cluster-name.");
        }

        return new ClusterIdentity(partition, accountId, ofCluster);
    }

    /// <summary>The API server's word is a cross-check here; without it EKS's counts.</summary>
    private async Task<string?> TryApiServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await apiServer.GetAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Answer(ClusterIdentity Identity, long At, TimeSpan Duration);
}
