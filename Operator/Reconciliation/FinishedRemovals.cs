using System.Collections.Concurrent;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// The bindings of which nothing is left but the object. It may be brought once more before it goes, by an event that was under way or
/// because the finalizer could not be taken off: IAM's answers may lag, and show what is gone as if it were to be removed again.
/// </summary>
internal sealed class FinishedRemovals
{
    private readonly ConcurrentDictionary<string, bool> _uids = new(StringComparer.Ordinal);

    public bool Contains(string uid) => _uids.ContainsKey(uid);

    public void Add(string uid) => _uids[uid] = true;

    public void Forget(string uid) => _uids.TryRemove(uid, out _);
}
