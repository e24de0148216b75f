namespace IrsaOperator.Reconciliation;

/// <summary>Uids of bindings by what they have in common.</summary>
internal sealed class UidGroups<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, HashSet<string>> _groups;

    public UidGroups(IEqualityComparer<TKey>? comparer = null) => _groups = new Dictionary<TKey, HashSet<string>>(comparer);

    public IReadOnlyCollection<string> this[TKey key] => _groups.TryGetValue(key, out var uids) ? uids : [];

    public void Add(TKey key, string uid)
    {
        if (!_groups.TryGetValue(key, out var uids))
            _groups[key] = uids = new HashSet<string>(StringComparer.Ordinal);
        uids.Add(uid);
    }

    public void Remove(TKey key, string uid)
    {
        if (_groups.TryGetValue(key, out var uids) && uids.Remove(uid) && uids.Count == 0)
            _groups.Remove(key);
    }
}
