using IrsaOperator.Cluster;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Policies and namespaces, read of the API server itself. An answer serves every binding that was created before the question: what was
/// applied before such a binding was there to be read. Whatever the watches tell ends that. Bindings that ask at the same time share a read.
/// </summary>
internal sealed class LiveReads
{
    /// <summary>A creation time has whole seconds and comes from another machine's clock.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(3);

    /// <summary>Whatever the clocks say: one of them may have been set.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly IPolicies _source;
    private readonly TimeProvider _time;
    private readonly JoinedReads<IReadOnlyList<NamespaceRules>> _policyReads;
    private readonly JoinedReads<NamespaceState?> _namespaceReads;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (NamespaceState? State, Moment At)> _namespaces = new(StringComparer.Ordinal);
    private (IReadOnlyList<NamespaceRules> Rules, Moment At)? _policies;

    public LiveReads(IPolicies source, TimeProvider time)
    {
        (_source, _time) = (source, time);
        _policyReads = new JoinedReads<IReadOnlyList<NamespaceRules>>(_ => ReadPoliciesAsync());
        _namespaceReads = new JoinedReads<NamespaceState?>(ReadNamespaceAsync);
    }

    /// <summary>The policies, as they were after the given time, or are now.</summary>
    public Task<IReadOnlyList<NamespaceRules>> PoliciesAsync(DateTimeOffset? created, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_policies is { } read && IsAfter(read.At, created))
                return Task.FromResult(read.Rules);
        }

        return _policyReads.AskAsync("", cancellationToken);
    }

    /// <summary>The namespace, as it was after the given time, or is now; null when there is none.</summary>
    public Task<NamespaceState?> NamespaceAsync(string name, DateTimeOffset? created, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_namespaces.TryGetValue(name, out var read) && IsAfter(read.At, created))
                return Task.FromResult(read.State);
        }

        return _namespaceReads.AskAsync(name, cancellationToken);
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

    // Several wait for a read: the one who asked first and goes does not end it.
    private async Task<IReadOnlyList<NamespaceRules>> ReadPoliciesAsync()
    {
        var at = Now();
        NamespaceRules[] policies = [.. (await _source.ListAsync(CancellationToken.None)).Select(NamespaceRules.From)];
        lock (_lock)
            _policies = (policies, at);
        return policies;
    }

    private async Task<NamespaceState?> ReadNamespaceAsync(string name)
    {
        var at = Now();
        var state = await _source.FindNamespaceAsync(name, CancellationToken.None);
        lock (_lock)
            _namespaces[name] = (state, at);
        return state;
    }

    private Moment Now() => new(_time.GetUtcNow(), _time.GetTimestamp());

    private bool IsAfter(Moment at, DateTimeOffset? created) => at.Clock - Doubt >= created && _time.GetElapsedTime(at.Timestamp) < Longest;

    /// <summary>When a question was put: by the clock that others can compare with theirs, and by the one that nobody sets.</summary>
    private sealed record Moment(DateTimeOffset Clock, long Timestamp);
}
