using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Which binding speaks for which ServiceAccount. It is filled by reconciles, so it needs no list call and no watch of its
/// own, and it tells a ServiceAccount's event that concerns a binding from the many that don't.
/// </summary>
internal sealed class BindingIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Namespace, string ServiceAccount), Dictionary<string, Claim>> _claims = [];

    /// <summary>Records that the binding wants the ServiceAccount.</summary>
    /// <returns>The binding that may have it: the oldest one.</returns>
    public IrsaBinding Register(BindingView binding)
    {
        lock (_lock)
        {
            if (!_claims.TryGetValue(Key(binding), out var claims))
                _claims[Key(binding)] = claims = new Dictionary<string, Claim>(StringComparer.Ordinal);
            claims[binding.Uid] = new Claim(binding.Binding, claims.GetValueOrDefault(binding.Uid)?.Plan);
            return claims.Values
                .Select(claim => claim.Binding)
                .OrderBy(claimant => claimant.Metadata.CreationTimestamp ?? DateTime.MaxValue)
                .ThenBy(claimant => claimant.Metadata.Uid, StringComparer.Ordinal)
                .First();
        }
    }

    /// <summary>Records what the binding wants of it; to be called before the ServiceAccount is read, so that no event is missed.</summary>
    public void Expect(BindingView binding, ServiceAccountPlan plan)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue(Key(binding), out var claims))
                claims[binding.Uid] = new Claim(binding.Binding, plan);
        }
    }

    /// <summary>Forgets the binding.</summary>
    /// <returns>The bindings that wanted the same ServiceAccount.</returns>
    public IReadOnlyList<IrsaBinding> Release(BindingView binding)
    {
        lock (_lock)
        {
            if (!_claims.TryGetValue(Key(binding), out var claims))
                return [];
            claims.Remove(binding.Uid);
            if (claims.Count == 0)
                _claims.Remove(Key(binding));
            return [.. claims.Values.Select(claim => claim.Binding)];
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
            return _claims.TryGetValue((@namespace, name), out var claims)
                ? [.. claims.Values.Where(claim => claim.Plan is { } plan && !plan.IsMet(state)).Select(claim => claim.Binding)]
                : [];
        }
    }

    /// <summary>Every binding that has been reconciled and not been forgotten.</summary>
    public IReadOnlyList<IrsaBinding> All()
    {
        lock (_lock)
            return [.. _claims.Values.SelectMany(claims => claims.Values).Select(claim => claim.Binding)];
    }

    private static (string, string) Key(BindingView binding) => (binding.Namespace, binding.ServiceAccount);

    private sealed record Claim(IrsaBinding Binding, ServiceAccountPlan? Plan);
}
