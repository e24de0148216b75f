namespace IrsaOperator.Reconciliation;

/// <summary>Uids of bindings by what they have in common. Most groups are of one, and there are thousands: a set is made for more.</summary>
internal sealed class UidGroups<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, string> _single;
    private readonly Dictionary<TKey, HashSet<string>> _several;

    public UidGroups(IEqualityComparer<TKey>? comparer = null)
    {
        _single = new Dictionary<TKey, string>(comparer);
        _several = new Dictionary<TKey, HashSet<string>>(comparer);
    }

    public IReadOnlyCollection<string> this[TKey key] =>
        _several.TryGetValue(key, out var uids) ? uids : _single.TryGetValue(key, out var uid) ? [uid] : [];

    public void Add(TKey key, string uid)
    {
        if (_several.TryGetValue(key, out var uids))
            uids.Add(uid);
        else if (!_single.TryGetValue(key, out var other))
            _single[key] = uid;
        else if (other != uid && _single.Remove(key))
            _several[key] = new HashSet<string>(StringComparer.Ordinal) { other, uid };
    }

    public void Remove(TKey key, string uid)
    {
        if (_several.TryGetValue(key, out var uids))
        {
            if (uids.Remove(uid) && uids.Count == 0)
                _several.Remove(key);
        }
        else if (_single.TryGetValue(key, out var other) && other == uid)
        {
            _single.Remove(key);
        }
    }
}
