using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Which binding wants which ServiceAccount and which role. It is filled once from a list, so that age decides and not the
/// order in which a fresh process meets the bindings, and kept by reconciles. It also tells a ServiceAccount's event that
/// concerns a binding from the many that don't.
/// </summary>
internal sealed partial class BindingIndex(IBindings bindings, ReconcilerOptions options) : IRoleDemand, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _filling = new(1);
    private readonly Dictionary<string, IndexedBinding> _entries = new(StringComparer.Ordinal);
    private readonly UidGroups<Claim> _claims = new();
    private readonly UidGroups<string> _namespaces = new(StringComparer.Ordinal);
    private readonly UidGroups<string> _withdrawn = new(StringComparer.Ordinal);
    private int _roles;
    private volatile bool _filled;

    /// <summary>How many bindings have a role of the operator's.</summary>
    public int Roles
    {
        get
        {
            lock (_lock)
                return _roles;
        }
    }

    /// <summary>Lists the bindings, the first time.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_filled)
            return;
        await _filling.WaitAsync(cancellationToken);
        try
        {
            if (_filled)
                return;
            await foreach (var binding in bindings.ListAsync(cancellationToken))
            {
                var view = new BindingView(binding);
                if (!options.Scope.Contains(view.Namespace))
                    continue;
                lock (_lock)
                {
                    // One that was reconciled or released meanwhile is known better.
                    if (MayClaim(view) && !_entries.ContainsKey(view.Uid))
                        Enter(IndexedBinding.Of(view) with { Plan = Remembered(view) });
                }
            }

            _filled = true;
        }
        finally
        {
            _filling.Release();
        }
    }

    /// <summary>Records what the binding wants.</summary>
    /// <returns>The older binding that has it already; null when there is none that still exists.</returns>
    public async Task<Rival?> RegisterAsync(BindingView binding, CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        while (true)
        {
            var rival = Register(binding);
            if (rival is null || await bindings.ExistsAsync(rival.Winner, cancellationToken))
                return rival;

            // It went while nobody watched: between two processes, or between the list and the watch.
            Release(rival.Winner);
        }
    }

    /// <summary>The binding can't be carried out: it gives up what it wanted, unless it has something already.</summary>
    public void Withdraw(BindingView binding)
    {
        lock (_lock)
        {
            if (binding.IsEstablished)
                return;
            Leave(binding.Uid);
            Enter(IndexedBinding.Withdrawn(binding));
        }
    }

    /// <summary>How many bindings of the namespace are older, those not counted that can't be carried out.</summary>
    public int OlderInNamespace(BindingView binding)
    {
        lock (_lock)
        {
            var self = IndexedBinding.Withdrawn(binding);
            return _namespaces[binding.Namespace].Select(uid => _entries[uid]).Count(entry =>
                !entry.IsWithdrawn && entry.Uid != binding.Uid && IndexedBinding.ByAge.Compare(entry, self) < 0);
        }
    }

    /// <summary>All bindings.</summary>
    public IReadOnlyList<IrsaBinding> All()
    {
        lock (_lock)
            return [.. _entries.Values.Select(entry => entry.Binding)];
    }

    /// <summary>Records that the binding has its role.</summary>
    public void Establish(BindingView binding) => Change(binding, entry => entry with { HasRole = true });

    /// <summary>Forgets the binding.</summary>
    /// <returns>The bindings that wanted the same, and those of its namespace that could not be carried out: perhaps they were too many.</returns>
    public IReadOnlyList<IrsaBinding> Release(IrsaBinding binding)
    {
        lock (_lock)
        {
            if (Leave(binding.Metadata.Uid) is not { } left)
                return [];
            return
            [
                .. left.Claims.SelectMany(claim => _claims[claim])
                    .Concat(_withdrawn[left.Namespace])
                    .Distinct(StringComparer.Ordinal)
                    .Select(uid => _entries[uid].Binding),
            ];
        }
    }

    public void Dispose() => _filling.Dispose();

    private Rival? Register(BindingView binding)
    {
        lock (_lock)
        {
            var before = _entries.GetValueOrDefault(binding.Uid);
            Leave(binding.Uid);
            var entry = IndexedBinding.Of(binding);
            Enter(before is null
                ? entry
                : entry with { Plan = before.Plan, IsMet = before.IsMet, Observations = before.Observations, Met = before.Met, Made = before.Made, PodsCurrent = before.PodsCurrent, HasRole = before.HasRole });
            foreach (var claim in entry.Claims)
            {
                var oldest = _claims[claim].Select(uid => _entries[uid]).Min(IndexedBinding.ByAge)!;
                if (oldest.Uid != binding.Uid)
                    return new Rival(oldest.Binding, claim);
            }

            return null;
        }
    }

    private void Change(BindingView binding, Func<IndexedBinding, IndexedBinding> change)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(binding.Uid, out var entry))
                _entries[binding.Uid] = change(entry);
        }
    }

    private void Enter(IndexedBinding entry)
    {
        _entries[entry.Uid] = entry;
        foreach (var claim in entry.Claims)
            _claims.Add(claim, entry.Uid);
        _namespaces.Add(entry.Namespace, entry.Uid);
        if (entry.IsWithdrawn)
            _withdrawn.Add(entry.Namespace, entry.Uid);
        if (entry.HasOwnRole)
            _roles++;
    }

    private IndexedBinding? Leave(string uid)
    {
        if (!_entries.Remove(uid, out var entry))
            return null;
        foreach (var claim in entry.Claims)
            _claims.Remove(claim, uid);
        _namespaces.Remove(entry.Namespace, uid);
        _withdrawn.Remove(entry.Namespace, uid);
        if (entry.HasOwnRole)
            _roles--;
        return entry;
    }

    private static bool MayClaim(BindingView binding) => binding.IsEstablished || BindingRules.Problem(binding) is null;
}
