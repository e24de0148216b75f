using System.Collections.Concurrent;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>
/// What this process knows about roles: every read, and every write that IAM has confirmed. It makes an unchanged
/// binding cost no call, and it bridges the time in which IAM's own answers lag behind its confirmations.
/// </summary>
internal sealed class RoleCache(TimeProvider time)
{
    /// <summary>IAM's changes are visible everywhere after some seconds; two minutes is what others allow for.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public ObservedRole? Find(string name, TimeSpan maxAge) =>
        _entries.TryGetValue(name, out var entry) && entry.Role is not null && time.GetUtcNow() - entry.KnownAt < maxAge ? entry.Role : null;

    public bool IsSettling(string name) =>
        _entries.TryGetValue(name, out var entry) && entry.ChangedAt is { } changed && time.GetUtcNow() - changed < SettlingTime;

    public void Read(string name, ObservedRole? role) => _entries.AddOrUpdate(
        name,
        _ => new Entry(role, time.GetUtcNow(), ChangedAt: null),
        (_, before) => before with { Role = role, KnownAt = time.GetUtcNow() });

    public void Changed(string name, ObservedRole? role)
    {
        // A confirmed write says nothing about the rest of the role: its age stays that of the last full read.
        var now = time.GetUtcNow();
        _entries.AddOrUpdate(
            name,
            _ => new Entry(role, now, now),
            (_, before) => new Entry(role, before.Role is null ? now : before.KnownAt, now));
    }

    /// <summary>After a write whose effect is not known.</summary>
    public void Forget(string name)
    {
        if (_entries.TryGetValue(name, out var entry))
            _entries[name] = entry with { Role = null };
    }

    private sealed record Entry(ObservedRole? Role, DateTimeOffset KnownAt, DateTimeOffset? ChangedAt);
}
