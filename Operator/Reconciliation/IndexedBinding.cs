using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s.Models;

namespace IrsaOperator.Reconciliation;

/// <summary>What the index keeps of a binding: no more than it is asked for, since there may be ten thousand of them.</summary>
internal sealed record IndexedBinding
{
    // Nobody reads them of an entry; each would have its own otherwise.
    private static readonly IrsaBindingSpec NoSpec = new();
    private static readonly IrsaBindingStatus NoStatus = new();

    private readonly bool _isEstablished;

    private IndexedBinding(BindingView view, IReadOnlyList<Claim> claims)
    {
        var metadata = view.Binding.Metadata;
        Binding = new IrsaBinding
        {
            ApiVersion = view.Binding.ApiVersion,
            Kind = view.Binding.Kind,
            Spec = NoSpec,
            Status = NoStatus,
            Metadata = new V1ObjectMeta
            {
                Name = metadata.Name,
                NamespaceProperty = metadata.NamespaceProperty,
                Uid = metadata.Uid,
                CreationTimestamp = metadata.CreationTimestamp,
            },
        };
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
    public IrsaBinding Binding { get; }

    public string Uid => Binding.Metadata.Uid ?? "";

    public string Namespace => Binding.Metadata.NamespaceProperty ?? "";

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

    /// <summary>The role that all pods were last found to have, and when.</summary>
    public (string RoleArn, long At)? PodsCurrent { get; init; }

    public bool HasRole { get; init; }

    public bool IsWithdrawn { get; init; }

    private DateTime Created => Binding.Metadata.CreationTimestamp ?? DateTime.MaxValue;

    private bool IsEstablished => HasRole || _isEstablished;

    public static IndexedBinding Of(BindingView view) => new(view, [.. Claim.Of(view)]);

    public static IndexedBinding Withdrawn(BindingView view) => new(view, []) { IsWithdrawn = true };
}
