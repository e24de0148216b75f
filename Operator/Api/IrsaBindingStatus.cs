using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>What the operator saw and did.</summary>
// The default makes kstatus say "in progress", and Flux and Argo CD wait, before the operator has seen the object at all.
[DefaultValue("{\"observedGeneration\":-1}", Json = true)]
public sealed class IrsaBindingStatus
{
    /// <summary>The generation of the spec that this status speaks of.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>The ServiceAccount's name, in the binding's namespace.</summary>
    public string? ServiceAccount { get; set; }

    /// <summary>The role in IAM.</summary>
    public RoleStatus? Role { get; set; }

    /// <summary>Whom the role trusts.</summary>
    public TrustStatus? Trust { get; set; }

    /// <summary>The role's policies: the ARN of a managed one, name and digest (name@sha256:…) of an inline one.</summary>
    public IList<string>? Policies { get; set; }

    /// <summary>The last difference between IAM and the declaration that somebody else made.</summary>
    public DriftStatus? LastDrift { get; set; }

    /// <summary>The binding's conditions, one of each type.</summary>
    [XListType(XListType.Map)]
    [XListMapKeys("type")]
    public IList<BindingCondition>? Conditions { get; set; }
}
