using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>What bindings want of their ServiceAccounts, and what the watch tells of these.</summary>
internal sealed partial class BindingIndex
{
    /// <summary>
    /// Whether the ServiceAccount is known to say what the binding wants: it did when it was last written, read or watched, and the
    /// watch has told nothing else since.
    /// </summary>
    public bool IsMet(BindingView binding, ServiceAccountPlan plan)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(binding.Uid) is { IsMet: true, Plan: { } known } && known.SaysTheSameAs(plan);
    }

    /// <summary>Records what the binding wants of its ServiceAccount; to be called before that is read, so that no event is missed.</summary>
    /// <returns>What to hand to <see cref="Meet"/>.</returns>
    public int Expect(BindingView binding, ServiceAccountPlan plan)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(binding.Uid, out var entry))
                return 0;
            if (entry.Plan?.SaysTheSameAs(plan) != true)
                _entries[binding.Uid] = entry with { Plan = plan, IsMet = false };
            return entry.Observations;
        }
    }

    /// <summary>Records that the ServiceAccount says what the binding wants.</summary>
    /// <param name="binding">The binding.</param>
    /// <param name="serviceAccountUid">Which ServiceAccount that was.</param>
    /// <param name="plan">What it says.</param>
    /// <param name="observations">What <see cref="Expect"/> returned: whatever the watch has told since may be newer, and counts.</param>
    public void Meet(BindingView binding, string serviceAccountUid, ServiceAccountPlan plan, int observations) => Change(
        binding, entry => entry with { Met = (serviceAccountUid, plan), IsMet = entry.IsMet || entry.Observations == observations });

    /// <summary>The plan that this very ServiceAccount was last seen to meet; null when it never was.</summary>
    public ServiceAccountPlan? LastMet(BindingView binding, string serviceAccountUid)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(binding.Uid)?.Met is { } met && met.ServiceAccountUid == serviceAccountUid ? met.Plan : null;
    }

    /// <summary>The ServiceAccount that the binding has made, as the watch last showed it; null where it has made none, or nothing was shown.</summary>
    public (string Uid, string ResourceVersion)? Made(BindingView binding)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(binding.Uid)?.Made;
    }

    /// <summary>The role that all pods of the ServiceAccount were last found to have, and when; null when they never were.</summary>
    public (string RoleArn, long At)? PodsCurrent(BindingView binding)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(binding.Uid)?.PodsCurrent;
    }

    /// <summary>Records that all pods of the ServiceAccount have the role.</summary>
    public void SetPodsCurrent(BindingView binding, string roleArn, long at) => Change(binding, entry => entry with { PodsCurrent = (roleArn, at) });

    /// <summary>Records what a ServiceAccount is like now.</summary>
    /// <param name="namespace">The ServiceAccount's namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="state">Its state; null when it is gone.</param>
    /// <returns>The bindings that have to look at it again.</returns>
    public IReadOnlyList<IrsaBinding> Observe(string @namespace, string name, ServiceAccountState? state)
    {
        lock (_lock)
        {
            var concerned = new List<IrsaBinding>();
            foreach (var uid in _claims[Claim.OfServiceAccount(@namespace, name)])
            {
                var entry = _entries[uid];
                if (entry.Plan is not { } plan)
                    continue;
                var isMet = plan.IsMet(state);
                _entries[uid] = entry with
                {
                    IsMet = isMet,
                    Observations = entry.Observations + 1,
                    Met = isMet ? (state!.Uid, plan) : entry.Met,
                    Made = state is { ResourceVersion.Length: > 0 } && state.OwnerUid == uid ? (state.Uid, state.ResourceVersion) : null,
                };
                if (!isMet)
                    concerned.Add(entry.Binding);
            }

            return concerned;
        }
    }

    /// <summary>What the binding wanted of its ServiceAccount when it was last carried out, by its status.</summary>
    private static ServiceAccountPlan? Remembered(BindingView binding) =>
        binding.Binding.Status?.Role?.Arn is { Length: > 0 } arn ? ServiceAccountPlan.For(binding, arn) : null;
}
