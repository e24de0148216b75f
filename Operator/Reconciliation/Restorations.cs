using System.Collections.Concurrent;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Counts how often a binding's annotations had to be written again. The first few times that is done at once; against a
/// writer who keeps at it, longer and longer pauses follow, so that two programs don't overwrite one another without end.
/// </summary>
internal sealed class Restorations(TimeProvider time)
{
    private const int AtOnce = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>After so long without another one it is no struggle any more.</summary>
    private static readonly TimeSpan Peace = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (int Count, long Last)> _done = new(StringComparer.Ordinal);
    private long _tidied = time.GetTimestamp();

    /// <summary>How long to wait before the next one; null when it may be done now.</summary>
    public TimeSpan? Pause(string uid)
    {
        if (!_done.TryGetValue(uid, out var done) || done.Count < AtOnce)
            return null;
        var since = time.GetElapsedTime(done.Last);
        var pause = FirstPause * Math.Pow(2, Math.Min(done.Count - AtOnce, 16));
        pause = pause < LongestPause ? pause : LongestPause;
        return since >= Peace || since >= pause ? null : pause - since;
    }

    public void Record(string uid)
    {
        var now = time.GetTimestamp();
        Tidy(now);
        _done.AddOrUpdate(uid, (1, now), (_, before) => time.GetElapsedTime(before.Last, now) >= Peace ? (1, now) : (before.Count + 1, now));
    }

    public void Forget(string uid) => _done.TryRemove(uid, out _);

    /// <summary>What has come to peace counts for nothing any more.</summary>
    private void Tidy(long now)
    {
        if (time.GetElapsedTime(Interlocked.Read(ref _tidied), now) < Peace)
            return;
        Interlocked.Exchange(ref _tidied, now);
        foreach (var done in _done.Where(done => time.GetElapsedTime(done.Value.Last, now) >= Peace))
            _done.TryRemove(done);
    }
}
