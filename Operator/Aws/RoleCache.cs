using System.Collections.Concurrent;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>
/// What this process knows about roles: every read, every sweep, and every write that IAM has confirmed. It makes an
/// unchanged binding cost no call, and it bridges the time in which IAM's own answers lag behind its confirmations. Ages are
/// told by timestamps: a clock that is put back must make nothing young again.
/// </summary>
internal sealed class RoleCache(TimeProvider time)
{
    /// <summary>IAM's changes are visible everywhere after some seconds; two minutes have been seen, and some are allowed on top.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _released = new();

    /// <summary>How many roles are known, or known to have been there a moment ago.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// The role as it was known at most so long ago, from whatever source. A role that we changed since then is not asked for as long again,
    /// at most for the settling time: IAM may still show it as it was before, and our own change would look like somebody's drift.
    /// </summary>
    public ObservedRole? Find(string name, TimeSpan maxAge) =>
        _entries.TryGetValue(name, out var entry) && entry.Role is not null && IsFresh(entry, maxAge) ? entry.Role : null;

    /// <summary>The role as it was read by itself at most so long ago.</summary>
    public ObservedRole? FindRead(string name, TimeSpan maxAge) =>
        _entries.TryGetValue(name, out var entry) && entry.Role is not null && entry.ReadAt is { } read && time.GetElapsedTime(read) < maxAge ? entry.Role : null;

    public bool IsSettling(string name) => _entries.TryGetValue(name, out var entry) && IsSettling(entry);

    /// <summary>Whether a creation was sent a moment ago whose effect is not known: a role that is not shown may be there.</summary>
    public bool IsInDoubt(string name) => _entries.TryGetValue(name, out var entry) && entry is { Role: null, InDoubt: true } && IsSettling(entry);

    /// <summary>The role was read by itself. What our confirmed writes left is better known than by a read that contradicts it while they settle.</summary>
    public void Read(string name, ObservedRole? role)
    {
        var now = time.GetTimestamp();
        _entries.AddOrUpdate(
            name,
            _ => new Entry(role, KnownAt: now, ReadAt: now, ChangedAt: null),
            (_, before) => IsSettling(before) && (before.Role is { } known ? LaggingRead.Contradicts(known, role) : before.Gone && role is not null)
                ? before
                : before with { Role = role, KnownAt = now, ReadAt = now, InDoubt = before.InDoubt && role is null });
    }

    /// <summary>The role was among those that a sweep brought.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="role">The role.</param>
    /// <param name="at">When the sweep began: what was learnt or changed since then is better known already.</param>
    public void Swept(string name, ObservedRole role, long at) => _entries.AddOrUpdate(
        name,
        _ => new Entry(role, KnownAt: at, ReadAt: null, ChangedAt: null),
        (_, before) => before.KnownAt >= at || IsSettling(before) ? before : before with { Role = role, KnownAt = at, Gone = false });

    public void Changed(string name, ObservedRole? role)
    {
        // A confirmed write says nothing about the rest of the role: its age stays that of the last full read. The answer to a
        // creation is one.
        var now = time.GetTimestamp();
        var whole = new Entry(role, now, now, now) { Gone = role is null };
        _entries.AddOrUpdate(name, _ => whole, (_, before) => before.Role is null || role is null ? whole : before with { Role = role, ChangedAt = now });
    }

    /// <summary>After a write whose effect is not known.</summary>
    public void Forget(string name)
    {
        if (_entries.TryGetValue(name, out var entry))
            _entries[name] = entry with { Role = null };
    }

    /// <summary>After a creation whose effect is not known.</summary>
    public void Doubt(string name)
    {
        var now = time.GetTimestamp();
        _entries[name] = new Entry(Role: null, KnownAt: now, ReadAt: null, ChangedAt: now) { InDoubt = true };
    }

    /// <summary>
    /// No binding wants the role any more. While IAM settles, it is still known that it may be gone, or a sweep would bring it back; after
    /// that it goes with the next one that is released.
    /// </summary>
    public void Release(string name)
    {
        if (IsSettling(name))
        {
            Forget(name);
            _released.Enqueue(name);
        }
        else
        {
            _entries.TryRemove(name, out _);
        }

        while (_released.TryPeek(out var first) && !IsSettling(first) && _released.TryDequeue(out var settled))
            Remove(settled, entry => entry.Role is null);
    }

    /// <summary>Drops what nobody has read, changed or swept since then: roles that are gone, or that nobody asks for.</summary>
    public void Trim(long since)
    {
        foreach (var (name, entry) in _entries)
        {
            if (entry.KnownAt < since)
                Remove(name, found => found.KnownAt < since && !IsSettling(found));
        }
    }

    // Of an entry that is changed at this moment the change wins.
    private void Remove(string name, Func<Entry, bool> may)
    {
        if (_entries.TryGetValue(name, out var entry) && may(entry))
            _entries.TryRemove(KeyValuePair.Create(name, entry));
    }

    // The rest of a role that is changed again and again is looked at all the same.
    private bool IsFresh(Entry entry, TimeSpan maxAge)
    {
        var age = time.GetElapsedTime(entry.KnownAt);
        return age < maxAge
            || (IsSettling(entry) && time.GetElapsedTime(entry.ChangedAt!.Value) < maxAge && age - maxAge < SettlingTime);
    }

    private bool IsSettling(Entry entry) => entry.ChangedAt is { } changed && time.GetElapsedTime(changed) < SettlingTime;

    private sealed record Entry(ObservedRole? Role, long KnownAt, long? ReadAt, long? ChangedAt)
    {
        /// <summary>Whether our last write deleted the role.</summary>
        public bool Gone { get; init; }

        public bool InDoubt { get; init; }
    }
}
