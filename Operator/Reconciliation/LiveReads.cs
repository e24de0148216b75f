using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Policies and namespaces as they were last read of the API server itself. They serve every binding that was created before: what was
/// applied before such a binding was there to be read. Whatever the watches tell ends that.
/// </summary>
internal sealed class LiveReads(TimeProvider time)
{
    /// <summary>A creation time has whole seconds and comes from another machine's clock.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(3);

    /// <summary>Whatever the clocks say: one of them may have been set.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (NamespaceState? State, Moment At)> _namespaces = new(StringComparer.Ordinal);
    private (IReadOnlyList<NamespaceRules> Rules, Moment At)? _policies;

    /// <summary>What to hand in with an answer: when the question was put.</summary>
    public Moment Now => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>The policies, if they were read after the given time.</summary>
    public IReadOnlyList<NamespaceRules>? Policies(DateTimeOffset? created)
    {
        lock (_lock)
            return _policies is { } read && IsAfter(read.At, created) ? read.Rules : null;
    }

    /// <summary>The namespace, if it was read after the given time.</summary>
    public bool TryNamespace(string name, DateTimeOffset? created, out NamespaceState? state)
    {
        lock (_lock)
        {
            var known = _namespaces.TryGetValue(name, out var read) && IsAfter(read.At, created);
            state = known ? read.State : null;
            return known;
        }
    }

    public void Keep(IReadOnlyList<NamespaceRules> policies, Moment at)
    {
        lock (_lock)
            _policies = (policies, at);
    }

    public void Keep(string name, NamespaceState? state, Moment at)
    {
        lock (_lock)
            _namespaces[name] = (state, at);
    }

    public void ForgetPolicies()
    {
        lock (_lock)
            _policies = null;
    }

    public void ForgetNamespace(string name)
    {
        lock (_lock)
            _namespaces.Remove(name);
    }

    private bool IsAfter(Moment at, DateTimeOffset? created) => at.Clock - Doubt >= created && time.GetElapsedTime(at.Timestamp) < Longest;

    /// <summary>A moment, by the clock that others can compare with theirs, and by the one that nobody sets.</summary>
    internal sealed record Moment(DateTimeOffset Clock, long Timestamp);
}
