using System.Collections.Concurrent;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// The bindings of which nothing is left but the object. It may be brought once more before it goes, by an event that was under way or
/// because the finalizer could not be taken off: IAM's answers may lag, and show what is gone as if it were to be removed again.
/// </summary>
internal sealed class FinishedRemovals
{
    private readonly ConcurrentDictionary<string, bool> _released = new(StringComparer.Ordinal);

    public bool Contains(string uid) => _released.ContainsKey(uid);

    public void Add(string uid) => _released[uid] = false;

    /// <summary>Whether its finalizer was taken off, too.</summary>
    public bool IsReleased(string uid) => _released.GetValueOrDefault(uid);

    public void Released(string uid) => _released[uid] = true;

    public void Forget(string uid) => _released.TryRemove(uid, out _);
}
