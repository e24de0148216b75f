using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s.Models;

namespace IrsaOperator.Reconciliation;

/// <summary>What the index keeps of a binding: no more than it is asked for, since there may be ten thousand of them.</summary>
internal sealed record IndexedBinding
{
    private readonly bool _isEstablished;
    private readonly DateTime? _created;

    private IndexedBinding(BindingView view, IReadOnlyList<Claim> claims)
    {
        var metadata = view.Binding.Metadata;
        (Namespace, Name, Uid, _created) = (metadata.NamespaceProperty ?? "", metadata.Name ?? "", metadata.Uid ?? "", metadata.CreationTimestamp);
        Claims = claims;
        HasOwnRole = view.HasOwnRole;
        _isEstablished = view.IsEstablished;
    }

    /// <summary>Creation times have whole seconds. Of two equal ones the first to get there keeps what it has; then the uid decides.</summary>
    public static Comparer<IndexedBinding> ByAge { get; } = Comparer<IndexedBinding>.Create((left, right) =>
    {
        var age = left.Created.CompareTo(right.Created);
        if (age == 0)
            age = right.IsEstablished.CompareTo(left.IsEstablished);
        return age != 0 ? age : string.CompareOrdinal(left.Uid, right.Uid);
    });

    /// <summary>Its metadata, as far as they tell it from others.</summary>
    public IrsaBinding Binding => new()
    {
        ApiVersion = WellKnown.ApiVersion,
        Kind = WellKnown.Kind,
        Metadata = new V1ObjectMeta { Name = Name, NamespaceProperty = Namespace, Uid = Uid, CreationTimestamp = _created },
    };

    public string Uid { get; }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>What it wants; nothing for one that can't be carried out.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>Whether it has a role of the operator's.</summary>
    public bool HasOwnRole { get; }

    /// <summary>What it wants of its ServiceAccount; null as long as its role is not known.</summary>
    public ServiceAccountPlan? Plan { get; init; }

    /// <summary>Whether the ServiceAccount meets the plan, by the last that was heard of it.</summary>
    public bool IsMet { get; init; }

    /// <summary>Counts what the watch has told of the ServiceAccount.</summary>
    public int Observations { get; init; }

    /// <summary>The plan that a ServiceAccount was last seen to meet, and which one that was.</summary>
    public (string ServiceAccountUid, ServiceAccountPlan Plan)? Met { get; init; }

    /// <summary>The ServiceAccount that the binding has made, as the watch last showed it; null where it has made none, or nothing was shown.</summary>
    public (string Uid, string ResourceVersion)? Made { get; init; }

    /// <summary>The role that all pods were last found to have, and when.</summary>
    public (string RoleArn, long At)? PodsCurrent { get; init; }

    public bool HasRole { get; init; }

    public bool IsWithdrawn { get; init; }

    private DateTime Created => _created ?? DateTime.MaxValue;

    private bool IsEstablished => HasRole || _isEstablished;

    public static IndexedBinding Of(BindingView view) => new(view, [.. Claim.Of(view)]);

    public static IndexedBinding Withdrawn(BindingView view) => new(view, []) { IsWithdrawn = true };
}
