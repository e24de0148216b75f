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
internal sealed class BindingIndex(IBindings bindings) : IRoleDemand, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _filling = new(1);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<Claim, HashSet<string>> _claims = [];
    private volatile bool _filled;

    /// <summary>How many bindings have a role of the operator's.</summary>
    public int Roles
    {
        get
        {
            lock (_lock)
                return _entries.Values.Count(entry => entry.View.HasOwnRole);
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
            foreach (var view in (await bindings.ListAsync(cancellationToken)).Select(binding => new BindingView(binding)))
            {
                lock (_lock)
                {
                    // One that was reconciled or released meanwhile is known better.
                    if (MayClaim(view) && !_entries.ContainsKey(view.Uid))
                        Enter(view);
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
            Release(new BindingView(rival.Winner));
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
            _entries[binding.Uid] = new Entry(binding, []) { IsWithdrawn = true };
        }
    }

    /// <summary>How many bindings of the namespace are older, those not counted that can't be carried out.</summary>
    public int OlderInNamespace(BindingView binding)
    {
        lock (_lock)
        {
            return _entries.Values.Count(entry =>
                !entry.IsWithdrawn && entry.View.Namespace == binding.Namespace && entry.View.Uid != binding.Uid && ByAge.Compare(entry, new Entry(binding, [])) < 0);
        }
    }

    /// <summary>All bindings.</summary>
    public IReadOnlyList<IrsaBinding> All()
    {
        lock (_lock)
            return [.. _entries.Values.Select(entry => entry.View.Binding)];
    }

    /// <summary>Records what the binding wants of its ServiceAccount; to be called before that is read, so that no event is missed.</summary>
    public void Expect(BindingView binding, ServiceAccountPlan plan) => Change(binding, entry => entry with { Plan = plan });

    /// <summary>Records that the binding has its role.</summary>
    public void Establish(BindingView binding) => Change(binding, entry => entry with { HasRole = true });

    /// <summary>Records that the ServiceAccount says what the binding wants.</summary>
    public void Meet(BindingView binding, string serviceAccountUid, ServiceAccountPlan plan) =>
        Change(binding, entry => entry with { Met = (serviceAccountUid, plan) });

    /// <summary>The plan that this very ServiceAccount was last seen to meet; null when it never was.</summary>
    public ServiceAccountPlan? LastMet(BindingView binding, string serviceAccountUid)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(binding.Uid)?.Met is { } met && met.ServiceAccountUid == serviceAccountUid ? met.Plan : null;
    }

    /// <summary>Forgets the binding.</summary>
    /// <returns>The bindings that wanted the same, and those of its namespace that could not be carried out: perhaps they were too many.</returns>
    public IReadOnlyList<IrsaBinding> Release(BindingView binding)
    {
        lock (_lock)
        {
            if (Leave(binding.Uid) is not { } left)
                return [];
            return
            [
                .. left.Claims.SelectMany(claim => _claims.GetValueOrDefault(claim) ?? [])
                    .Select(uid => _entries[uid])
                    .Concat(_entries.Values.Where(other => other.IsWithdrawn && other.View.Namespace == binding.Namespace))
                    .DistinctBy(waiting => waiting.View.Uid)
                    .Select(waiting => waiting.View.Binding),
            ];
        }
    }

    /// <summary>The bindings that have to look at the ServiceAccount again, now that it is like this.</summary>
    /// <param name="namespace">The ServiceAccount's namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="state">Its state; null when it is gone.</param>
    public IReadOnlyList<IrsaBinding> Concerned(string @namespace, string name, ServiceAccountState? state)
    {
        lock (_lock)
        {
            return _claims.TryGetValue(Claim.OfServiceAccount(@namespace, name), out var claimants)
                ? [.. claimants.Select(uid => _entries[uid]).Where(entry => entry.Plan is { } plan && !plan.IsMet(state)).Select(entry => entry.View.Binding)]
                : [];
        }
    }

    public void Dispose() => _filling.Dispose();

    private Rival? Register(BindingView binding)
    {
        lock (_lock)
        {
            var before = _entries.GetValueOrDefault(binding.Uid);
            Leave(binding.Uid);
            var entry = Enter(binding);
            _entries[binding.Uid] = entry with { Plan = before?.Plan, Met = before?.Met, HasRole = before?.HasRole ?? false };
            foreach (var claim in entry.Claims)
            {
                var oldest = _claims[claim].Select(uid => _entries[uid]).Min(ByAge)!.View;
                if (oldest.Uid != binding.Uid)
                    return new Rival(oldest.Binding, claim);
            }

            return null;
        }
    }

    private void Change(BindingView binding, Func<Entry, Entry> change)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(binding.Uid, out var entry))
                _entries[binding.Uid] = change(entry);
        }
    }

    private Entry Enter(BindingView binding)
    {
        var entry = new Entry(binding, [.. Claim.Of(binding)]);
        _entries[binding.Uid] = entry;
        foreach (var claim in entry.Claims)
        {
            if (!_claims.TryGetValue(claim, out var claimants))
                _claims[claim] = claimants = new HashSet<string>(StringComparer.Ordinal);
            claimants.Add(binding.Uid);
        }

        return entry;
    }

    private Entry? Leave(string uid)
    {
        if (!_entries.Remove(uid, out var entry))
            return null;
        foreach (var claim in entry.Claims)
        {
            _claims[claim].Remove(uid);
            if (_claims[claim].Count == 0)
                _claims.Remove(claim);
        }

        return entry;
    }

    private static bool MayClaim(BindingView binding) => binding.IsEstablished || BindingRules.Problem(binding) is null;

    // Creation times have whole seconds. Of two equal ones the first to get there keeps what it has; then the uid decides.
    private static readonly Comparer<Entry> ByAge = Comparer<Entry>.Create((left, right) =>
    {
        var age = left.Created.CompareTo(right.Created);
        if (age == 0)
            age = right.IsEstablished.CompareTo(left.IsEstablished);
        return age != 0 ? age : string.CompareOrdinal(left.View.Uid, right.View.Uid);
    });

    private sealed record Entry(BindingView View, IReadOnlyList<Claim> Claims)
    {
        public ServiceAccountPlan? Plan { get; init; }

        public (string ServiceAccountUid, ServiceAccountPlan Plan)? Met { get; init; }

        public bool HasRole { get; init; }

        public bool IsWithdrawn { get; init; }

        public DateTime Created => View.Binding.Metadata.CreationTimestamp ?? DateTime.MaxValue;

        public bool IsEstablished => HasRole || View.IsEstablished;
    }
}
