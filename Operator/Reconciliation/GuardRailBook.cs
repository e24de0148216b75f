using System.Collections.Immutable;
using System.Globalization;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Which rules hold in which namespace. It is read whole before the first answer, so that no role is made because a policy
/// has not been heard of yet; from then on the watches keep it fresh. Once in an audit interval it is looked through for what
/// is gone: a process that does not lead for a while hears of no deletion.
/// </summary>
internal sealed class GuardRailBook(IPolicies source, ReconcilerOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly LiveReads _live = new(source, time);
    private Dictionary<string, NamespaceRules> _policies = new(StringComparer.Ordinal);
    private Dictionary<string, NamespaceState> _namespaces = new(StringComparer.Ordinal);
    private List<Action>? _meanwhile;
    private (long At, TimeSpan Duration)? _read;
    private int _changes;

    /// <summary>Counts the changes after which other rules held somewhere.</summary>
    public int Changes
    {
        get
        {
            lock (_lock)
                return _changes;
        }
    }

    /// <summary>The sets of rules that hold in the namespace, the operator's own first.</summary>
    public async ValueTask<IReadOnlyList<GuardRails>> ForAsync(string @namespace, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        if (Find(@namespace) is { } known)
            return known;

        // Made a moment ago. One that is gone has no labels to go by: whatever there is holds.
        return await source.FindNamespaceAsync(@namespace, cancellationToken) is { } found ? Keep(found) : All();
    }

    /// <summary>
    /// The same, read from the API server now: watches lag behind, and a policy that was applied before a binding must hold
    /// for it from the start.
    /// </summary>
    /// <param name="namespace">The binding's namespace.</param>
    /// <param name="created">When the binding was created, if it has not been edited since: what was read later will do.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<GuardRails>> LiveForAsync(string @namespace, DateTimeOffset? created, CancellationToken cancellationToken)
    {
        // The book comes first: what is written into it after this answer wakes the one who asked.
        await OpenAsync(cancellationToken);
        var policies = await _live.PoliciesAsync(created, cancellationToken);
        if (policies.All(policy => policy.HoldEverywhere))
            return Sets(policies, _ => true);
        var state = await _live.NamespaceAsync(@namespace, created, cancellationToken);
        return Sets(policies, policy => state is null || policy.HoldIn(state.Labels));
    }

    /// <summary>Takes a policy's present state in.</summary>
    /// <returns>The namespaces in which other rules hold now.</returns>
    public IReadOnlySet<string> Set(NamespaceRules policy) => Change(() =>
    {
        _live.ForgetPolicies();
        var before = _policies.GetValueOrDefault(policy.Name);
        if (IsOlder(policy.Version, before?.Version))
            return [];
        _policies[policy.Name] = policy;
        return policy.SaysTheSameAs(before) ? [] : Selected(before, policy);
    });

    /// <summary>Takes in that a policy is gone.</summary>
    /// <returns>The namespaces in which other rules hold now.</returns>
    public IReadOnlySet<string> Remove(NamespaceRules policy) => Change(() =>
    {
        _live.ForgetPolicies();
        return _policies.TryGetValue(policy.Name, out var known) && known.Uid == policy.Uid && _policies.Remove(policy.Name) ? Selected(known) : [];
    });

    /// <summary>Takes a namespace's present labels in.</summary>
    /// <returns>The namespace, if other rules hold there now.</returns>
    public IReadOnlySet<string> Set(NamespaceState @namespace) => Change(() =>
    {
        _live.ForgetNamespace(@namespace.Name);
        var before = _namespaces.GetValueOrDefault(@namespace.Name);
        if (IsOlder(@namespace.Version, before?.Version))
            return [];
        _namespaces[@namespace.Name] = @namespace;
        var changed = _policies.Values.Any(policy => before is null || policy.HoldIn(before.Labels) != policy.HoldIn(@namespace.Labels));
        return changed ? [@namespace.Name] : [];
    });

    /// <summary>Takes in that a namespace is gone.</summary>
    public void Remove(NamespaceState @namespace) => Change(() =>
    {
        _live.ForgetNamespace(@namespace.Name);
        if (!IsOlder(@namespace.Version, _namespaces.GetValueOrDefault(@namespace.Name)?.Version))
            _namespaces.Remove(@namespace.Name);
        return [];
    });

    public void Dispose() => _reading.Dispose();

    private bool IsFresh()
    {
        lock (_lock)
            return _read is { } read && time.GetElapsedTime(read.At) < read.Duration;
    }

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (IsFresh())
            return;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh())
                await ReadAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    private IReadOnlyList<GuardRails>? Find(string @namespace)
    {
        lock (_lock)
        {
            return _namespaces.TryGetValue(@namespace, out var state) ? Sets(_policies.Values, policy => policy.HoldIn(state.Labels)) : null;
        }
    }

    private IReadOnlyList<GuardRails> All()
    {
        lock (_lock)
            return Sets(_policies.Values, _ => true);
    }

    private IReadOnlyList<GuardRails> Keep(NamespaceState found)
    {
        lock (_lock)
        {
            if (!IsOlder(found.Version, _namespaces.GetValueOrDefault(found.Name)?.Version))
                _namespaces[found.Name] = found;
            return Sets(_policies.Values, policy => policy.HoldIn(_namespaces[found.Name].Labels));
        }
    }

    private ImmutableArray<GuardRails> Sets(IEnumerable<NamespaceRules> policies, Func<NamespaceRules, bool> holds) =>
    [
        options.GuardRails,
        .. policies.Where(holds).OrderBy(policy => policy.Name, StringComparer.Ordinal).Select(policy => policy.Rules),
    ];

    /// <summary>What the watches tell while the lists are under way is told again on top of them.</summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            _meanwhile = [];
        try
        {
            var policies = (await source.ListAsync(cancellationToken)).Select(NamespaceRules.From).ToDictionary(policy => policy.Name, StringComparer.Ordinal);
            var namespaces = (await source.ListNamespacesAsync(cancellationToken)).ToDictionary(state => state.Name, StringComparer.Ordinal);
            lock (_lock)
            {
                // Later on, what is new or changed is left to the watches: taken in here, it would wake nobody.
                _policies = _read is null ? policies : Still(_policies, policies);
                _namespaces = _read is null ? namespaces : Still(_namespaces, namespaces);
                foreach (var change in _meanwhile)
                    change();
                _read = (time.GetTimestamp(), options.AuditInterval);
            }
        }
        catch (Exception) when (_read is not null && !cancellationToken.IsCancellationRequested)
        {
            // The watches have kept it fresh so far: a ready binding must not stop being ready for this.
            lock (_lock)
                _read = (time.GetTimestamp(), AskAgain);
        }
        finally
        {
            lock (_lock)
                _meanwhile = null;
        }
    }

    private static Dictionary<string, T> Still<T>(Dictionary<string, T> known, Dictionary<string, T> there) =>
        known.Where(pair => there.ContainsKey(pair.Key)).ToDictionary(StringComparer.Ordinal);

    private HashSet<string> Change(Func<HashSet<string>> change)
    {
        lock (_lock)
        {
            _meanwhile?.Add(() => change());
            var namespaces = change();
            if (namespaces.Count > 0)
                _changes++;
            return namespaces;
        }
    }

    private HashSet<string> Selected(params NamespaceRules?[] policies) =>
    [
        .. _namespaces.Values.Where(state => policies.Any(policy => policy?.HoldIn(state.Labels) == true)).Select(state => state.Name),
    ];

    // Versions of one kind of object are told apart by their numbers; where they are none, what comes later is newer.
    private static bool IsOlder(string? version, string? than) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var left)
        && ulong.TryParse(than, NumberStyles.None, CultureInfo.InvariantCulture, out var right)
        && left < right;
}
