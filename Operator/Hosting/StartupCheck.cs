using IrsaOperator.Reconciliation;

namespace IrsaOperator.Hosting;

/// <summary>
/// Finds out the cluster's identity right at the start, also on a replica that does not lead: wrong credentials or a wrong
/// cluster name show in the rollout, not at the next failover.
/// </summary>
internal sealed class StartupCheck(ClusterIdentities identities, Readiness readiness, TimeProvider time, ILogger<StartupCheck> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var identity = await identities.GetAsync(stoppingToken);
                logger.ClusterIdentified(identity.Issuer, identity.Account, identity.Partition);
                readiness.Set(problem: null);
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.ClusterNotIdentified(error.Message);
                readiness.Set(error.Message);
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }
}
