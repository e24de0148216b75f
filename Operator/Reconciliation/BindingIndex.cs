using System.Collections.Concurrent;
using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>
/// Which binding speaks for which ServiceAccount. It is filled by reconciles, so it needs no list call and no watch of its
/// own, and it tells a ServiceAccount's event that concerns a binding from the many that don't.
/// </summary>
internal sealed class BindingIndex
{
    private readonly ConcurrentDictionary<(string Namespace, string ServiceAccount), ConcurrentDictionary<string, Claim>> _claims = new();

    /// <summary>Records that the binding wants the ServiceAccount.</summary>
    /// <returns>The binding that may have it: the oldest one.</returns>
    public IrsaBinding Register(BindingView binding)
    {
        var claims = _claims.GetOrAdd((binding.Namespace, binding.ServiceAccount), _ => new(StringComparer.Ordinal));
        claims.AddOrUpdate(binding.Uid, new Claim(binding.Binding, Plan: null), (_, before) => before with { Binding = binding.Binding });
        return claims.Values
            .Select(claim => claim.Binding)
            .OrderBy(claimant => claimant.Metadata.CreationTimestamp ?? DateTime.MaxValue)
            .ThenBy(claimant => claimant.Metadata.Uid, StringComparer.Ordinal)
            .First();
    }

    /// <summary>Records what the binding wants of it; to be called before the ServiceAccount is read, so that no event is missed.</summary>
    public void Expect(BindingView binding, ServiceAccountPlan plan)
    {
        if (_claims.TryGetValue((binding.Namespace, binding.ServiceAccount), out var claims))
            claims[binding.Uid] = new Claim(binding.Binding, plan);
    }

    /// <summary>Forgets the binding.</summary>
    /// <returns>The bindings that wanted the same ServiceAccount.</returns>
    public IReadOnlyList<IrsaBinding> Release(BindingView binding)
    {
        if (!_claims.TryGetValue((binding.Namespace, binding.ServiceAccount), out var claims))
            return [];
        claims.TryRemove(binding.Uid, out _);
        return [.. claims.Values.Select(claim => claim.Binding)];
    }

    /// <summary>The bindings that have to look at the ServiceAccount again, now that it is like this.</summary>
    /// <param name="namespace">The ServiceAccount's namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="state">Its state; null when it is gone.</param>
    public IReadOnlyList<IrsaBinding> Concerned(string @namespace, string name, ServiceAccountState? state) =>
        _claims.TryGetValue((@namespace, name), out var claims)
            ? [.. claims.Values.Where(claim => claim.Plan is { } plan && !plan.IsMet(state)).Select(claim => claim.Binding)]
            : [];

    private sealed record Claim(IrsaBinding Binding, ServiceAccountPlan? Plan);
}
