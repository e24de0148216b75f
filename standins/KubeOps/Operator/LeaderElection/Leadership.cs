using KubeOps.Abstractions.Builder;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.LeaderElection;

/// <summary>Runs some work while, and only while, the lease is ours.</summary>
internal sealed class Leadership(LeaseLock lease, OperatorSettings settings, TimeProvider time, ILogger logger)
{
    /// <summary>Runs until cancelled.</summary>
    /// <param name="start">Starts the work.</param>
    /// <param name="stop">Stops the work; when it returns, nothing of it goes on. Its argument tells whether there is time to come to an end.</param>
    /// <param name="cancellationToken">Asks for an orderly end: the work is stopped, then the lease is given back.</param>
    public async Task RunAsync(Action start, Func<bool, Task> stop, CancellationToken cancellationToken)
    {
        while (await AcquireAsync(cancellationToken))
        {
            logger.Leading(lease.Identity, lease.Name);
            start();
            var lost = await HoldAsync(stop, cancellationToken);
            if (!lost)
                return;
            logger.NotLeading(lease.Identity);
        }
    }

    /// <summary>Waits until the lease is ours.</summary>
    /// <returns>False when cancelled before the lease was ours.</returns>
    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await TryHoldAsync(cancellationToken))
                return true;
            await Task.Delay(Backoff.Jitter(settings.LeaderElectionRetryPeriod), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    /// <summary>Renews until the lease is lost or the end is asked for, and stops the work in either case.</summary>
    /// <returns>Whether the lease was lost.</returns>
    private async Task<bool> HoldAsync(Func<bool, Task> stop, CancellationToken cancellationToken)
    {
        using var renewing = new CancellationTokenSource();
        var renewal = RenewAsync(renewing.Token);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(ended.SetResult))
        {
            if (await Task.WhenAny(renewal, ended.Task) == renewal)
            {
                // The renew deadline has passed and the lease has not: what is left of it is the time to stop in.
                await stop(false);
                return true;
            }
        }

        // While the work comes to its end, the lease is still needed.
        var stopping = stop(true);
        if (await Task.WhenAny(renewal, stopping) == renewal)
            await stop(false);
        await stopping;
        await renewing.CancelAsync();
        await renewal;
        await ReleaseAsync();
        return false;
    }

    /// <summary>Ends when the renew deadline has passed without a renewal, or when cancelled.</summary>
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(settings.LeaderElectionRetryPeriod, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                return;

            // A renewal that hangs must not outlive the deadline.
            var left = settings.LeaderElectionRenewDeadline - time.GetElapsedTime(renewed);
            if (left <= TimeSpan.Zero)
                return;
            using var deadline = new CancellationTokenSource(left, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var before = time.GetTimestamp();
            if (await TryHoldAsync(either.Token))
                renewed = before;
        }
    }

    private async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await lease.TryHoldAsync(cancellationToken);
        }
        catch (Exception error)
        {
            if (!cancellationToken.IsCancellationRequested)
                logger.LeaseFailed(lease.Name, error.Message);
            return false;
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(settings.LeaderElectionRetryPeriod, time);
            await lease.ReleaseAsync(deadline.Token);
        }
        catch (Exception error)
        {
            // It runs out by itself.
            logger.LeaseFailed(lease.Name, error.Message);
        }
    }
}
