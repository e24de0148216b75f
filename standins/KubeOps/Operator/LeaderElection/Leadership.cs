using KubeOps.Abstractions.Builder;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.LeaderElection;

/// <summary>Runs some work while, and only while, the lease is ours.</summary>
internal sealed class Leadership(LeaseLock lease, OperatorSettings settings, TimeProvider time, ILogger logger)
{
    /// <summary>One that waits looks more often than the holder renews: a lease that is given back is not to lie idle.</summary>
    private const int LooksPerRetryPeriod = 4;

    /// <summary>Runs until cancelled.</summary>
    /// <param name="start">Starts the work.</param>
    /// <param name="stop">Stops the work; when it returns, nothing of it goes on. Its argument tells whether there is time to come to an end.</param>
    /// <param name="cancellationToken">Asks for an orderly end: the work is stopped, then the lease is given back.</param>
    public async Task RunAsync(Action start, Func<bool, Task> stop, CancellationToken cancellationToken)
    {
        while (await AcquireAsync(cancellationToken) is { } since)
        {
            logger.Leading(lease.Identity, lease.Name);
            if (!Start(start))
            {
                // Another one may be able to.
                await StopAsync(stop, orderly: false);
                await ReleaseAsync();
                await Task.Delay(settings.LeaderElectionLeaseDuration, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var lost = await HoldAsync(since, stop, cancellationToken);
            if (!lost)
                return;
            logger.NotLeading(lease.Identity);
        }
    }

    /// <summary>Waits until the lease is ours.</summary>
    /// <returns>The time at which it was asked for, which its end is counted from; null when cancelled before it was ours.</returns>
    private async Task<long?> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var before = time.GetTimestamp();

            // An attempt that hangs must not be the last one.
            using var deadline = new CancellationTokenSource(settings.LeaderElectionRenewDeadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            if (await TryHoldAsync(either.Token))
                return before;
            await Task.Delay(Backoff.Jitter(settings.LeaderElectionRetryPeriod / LooksPerRetryPeriod), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    /// <summary>Renews until the lease is lost or the end is asked for, and stops the work in either case.</summary>
    /// <returns>Whether the lease was lost.</returns>
    private async Task<bool> HoldAsync(long since, Func<bool, Task> stop, CancellationToken cancellationToken)
    {
        using var renewing = new CancellationTokenSource();
        var renewal = RenewAsync(since, renewing.Token);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(ended.SetResult))
        {
            if (await Task.WhenAny(renewal, ended.Task) == renewal)
            {
                // The renew deadline has passed and the lease has not: what is left of it is the time to stop in.
                await StopAsync(stop, orderly: false);
                return true;
            }
        }

        // While the work comes to its end, the lease is still needed.
        var stopping = StopAsync(stop, orderly: true);
        if (await Task.WhenAny(renewal, stopping) == renewal)
            await StopAsync(stop, orderly: false);
        await stopping;
        await renewing.CancelAsync();
        await renewal;
        await ReleaseAsync();
        return false;
    }

    /// <summary>Ends when the renew deadline has passed without a renewal, when somebody else holds the lease, or when cancelled.</summary>
    private async Task RenewAsync(long renewed, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // Neither a pause nor a renewal that hangs may outlive the deadline.
            var pause = Min(settings.LeaderElectionRetryPeriod, Left(renewed));
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var left = Left(renewed);
            if (left <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
                return;
            using var deadline = new CancellationTokenSource(left, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var before = time.GetTimestamp();
            if (await TryHoldAsync(either.Token))
                renewed = before;
            else if (lease.IsHeldByAnother)
                return;
        }
    }

    private TimeSpan Left(long renewed) => settings.LeaderElectionRenewDeadline - time.GetElapsedTime(renewed);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private bool Start(Action start)
    {
        try
        {
            start();
            return true;
        }
        catch (Exception error)
        {
            logger.LeadingFailed(error, lease.Name);
            return false;
        }
    }

    private async Task StopAsync(Func<bool, Task> stop, bool orderly)
    {
        try
        {
            await stop(orderly);
        }
        catch (Exception error)
        {
            // The lease is to be given back or tried for again all the same.
            logger.LeadingFailed(error, lease.Name);
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
