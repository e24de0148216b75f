namespace IrsaOperator.Aws;

/// <summary>Where calls of one kind wait for their turn: fair among their origins, at the rate that AWS takes.</summary>
internal sealed class AwsLane : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FairQueue<TaskCompletionSource<long>> _queue = new();
    private readonly AdaptiveRate _rate;
    private readonly ITimer _pump;
    private bool _disposed;

    public AwsLane(AwsCallOptions options, TimeProvider time)
    {
        _rate = new AdaptiveRate(options.InitialCallsPerSecond, options.CallsPerSecond, time);
        _pump = time.CreateTimer(static lane => ((AwsLane)lane!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public double CallsPerSecond
    {
        get
        {
            lock (_lock)
                return _rate.CallsPerSecond;
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _queue.Count;
        }
    }

    /// <summary>Waits for the turn, however long that takes; cancellation gives the place up.</summary>
    /// <returns>The moment of sending, for <see cref="Answered"/>.</returns>
    public async ValueTask<long> WaitAsync(string origin, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<bool> leave;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_queue.Count == 0 && _rate.TryTake(waited: false) is { } sent)
                return sent;
            leave = _queue.Enqueue(origin, turn);
            if (_queue.Count == 1)
                Schedule();
        }

        await using var cancellation = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                lock (_lock)
                {
                    if (!leave())
                        return;
                }

                turn.TrySetCanceled(token);
            },
            state: null);
        return await turn.Task;
    }

    public void Answered(long sent, bool throttled)
    {
        lock (_lock)
            _rate.Answered(sent, throttled);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _pump.Dispose();
            while (_queue.TryDequeue(out var turn))
                turn.TrySetException(new ObjectDisposedException(nameof(AwsLane)));
        }
    }

    private void Pump()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            while (_queue.Count > 0 && _rate.TryTake(waited: true) is { } sent)
            {
                if (_queue.TryDequeue(out var turn))
                    turn.TrySetResult(sent);
            }

            if (_queue.Count > 0)
                Schedule();
        }
    }

    // Timers count whole milliseconds: rounded up, or the last one would be spent asking again and again.
    private void Schedule() => _pump.Change(TimeSpan.FromMilliseconds(Math.Ceiling(_rate.UntilNext.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
}
