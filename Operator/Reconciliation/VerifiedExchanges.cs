using System.Collections.Concurrent;

namespace IrsaOperator.Reconciliation;

/// <summary>Which bindings' token exchanges have been seen to work, and when.</summary>
internal sealed class VerifiedExchanges(ReconcilerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (string What, long At)> _seen = new(StringComparer.Ordinal);

    public bool IsFresh(string uid, string what) =>
        _seen.TryGetValue(uid, out var seen) && seen.What == what && time.GetElapsedTime(seen.At) < options.MaxRoleAge;

    public void Remember(string uid, string what) => _seen[uid] = (what, time.GetTimestamp());

    public void Forget(string uid) => _seen.TryRemove(uid, out _);
}
