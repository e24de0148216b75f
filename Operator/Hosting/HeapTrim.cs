namespace IrsaOperator.Hosting;

/// <summary>
/// Gives memory back after a burst. A start, an audit or a heap of new bindings leaves hundreds of megabytes of garbage, and an operator
/// that then waits for events allocates too little for the collector to come by again. Collecting holds everything up for a moment,
/// so it is done only when nothing goes on.
/// </summary>
internal sealed class HeapTrim(TimeProvider time, IHeap heap) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Allocated since the last trim: a burst.</summary>
    private const long Burst = 64L << 20;

    /// <summary>Allocated within a period: nothing goes on. A scrape of the metrics takes less.</summary>
    private const long Idle = 4L << 20;

    private long _trimmed;
    private long _before;

    /// <summary>One look: trims when a burst is over.</summary>
    internal void Look()
    {
        var now = heap.Allocated;
        if (now - _trimmed >= Burst && now - _before < Idle)
        {
            heap.Trim();
            _trimmed = now;
        }

        _before = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Look();
    }
}
