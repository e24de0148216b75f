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

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (NamespaceState? State, DateTimeOffset At)> _namespaces = new(StringComparer.Ordinal);
    private (IReadOnlyList<NamespaceRules> Rules, DateTimeOffset At)? _policies;

    /// <summary>What to hand in with an answer: when the question was put.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

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

    public void Keep(IReadOnlyList<NamespaceRules> policies, DateTimeOffset at)
    {
        lock (_lock)
            _policies = (policies, at);
    }

    public void Keep(string name, NamespaceState? state, DateTimeOffset at)
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

    private static bool IsAfter(DateTimeOffset at, DateTimeOffset? created) => at - Doubt >= created;
}
