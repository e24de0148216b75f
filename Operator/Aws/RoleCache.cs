using System.Collections.Concurrent;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>
/// What this process knows about roles: every read, every sweep, and every write that IAM has confirmed. It makes an
/// unchanged binding cost no call, and it bridges the time in which IAM's own answers lag behind its confirmations.
/// </summary>
internal sealed class RoleCache(TimeProvider time)
{
    /// <summary>IAM's changes are visible everywhere after some seconds; two minutes have been seen, and some are allowed on top.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The role as it was known at most so long ago, from whatever source.</summary>
    public ObservedRole? Find(string name, TimeSpan maxAge) =>
        _entries.TryGetValue(name, out var entry) && entry.Role is not null && time.GetUtcNow() - entry.KnownAt < maxAge ? entry.Role : null;

    /// <summary>The role as it was read by itself at most so long ago.</summary>
    public ObservedRole? FindRead(string name, TimeSpan maxAge) =>
        _entries.TryGetValue(name, out var entry) && entry.Role is not null && time.GetUtcNow() - entry.ReadAt < maxAge ? entry.Role : null;

    public bool IsSettling(string name) => _entries.TryGetValue(name, out var entry) && IsSettling(entry);

    /// <summary>Whether a creation was sent a moment ago whose effect is not known: a role that is not shown may be there.</summary>
    public bool IsInDoubt(string name) => _entries.TryGetValue(name, out var entry) && entry is { Role: null, InDoubt: true } && IsSettling(entry);

    /// <summary>The role was read by itself. What our confirmed writes left is better known than by a read that contradicts it while they settle.</summary>
    public void Read(string name, ObservedRole? role)
    {
        var now = time.GetUtcNow();
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
    public void Swept(string name, ObservedRole role, DateTimeOffset at) => _entries.AddOrUpdate(
        name,
        _ => new Entry(role, KnownAt: at, ReadAt: DateTimeOffset.MinValue, ChangedAt: null),
        (_, before) => (before.Role is not null || before.Gone) && (before.KnownAt >= at || IsSettling(before)) ? before : before with { Role = role, KnownAt = at, Gone = false });

    public void Changed(string name, ObservedRole? role)
    {
        // A confirmed write says nothing about the rest of the role: its age stays that of the last full read. The answer to a
        // creation is one.
        var now = time.GetUtcNow();
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
    public void Doubt(string name) => _entries[name] = new Entry(Role: null, DateTimeOffset.MinValue, DateTimeOffset.MinValue, time.GetUtcNow()) { InDoubt = true };

    /// <summary>A role that was made so lately that IAM may not show it yet, by whom ever, is in doubt until it does.</summary>
    public void Expect(string name, DateTimeOffset created)
    {
        if (time.GetUtcNow() - created < SettlingTime && !IsSettling(name) && Find(name, TimeSpan.MaxValue) is null)
            Doubt(name);
    }

    private bool IsSettling(Entry entry) => entry.ChangedAt is { } changed && time.GetUtcNow() - changed < SettlingTime;

    private sealed record Entry(ObservedRole? Role, DateTimeOffset KnownAt, DateTimeOffset ReadAt, DateTimeOffset? ChangedAt)
    {
        /// <summary>Whether our last write deleted the role.</summary>
        public bool Gone { get; init; }

        public bool InDoubt { get; init; }
    }
}
