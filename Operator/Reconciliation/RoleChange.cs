using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>What a reconcile is to make of a role: what is declared, and what the status remembers of what was.</summary>
internal sealed class RoleChange(BindingView binding, ClusterIdentity identity, RoleDefinition desired)
{
    public BindingView Binding { get; } = binding;

    public ClusterIdentity Identity { get; } = identity;

    public RoleDefinition Desired { get; } = desired;

    public string Name => Desired.Name;

    public Owner Owner { get; } = binding.Owner(identity);

    public Trust Trust { get; } = Trust.For(identity, binding.Namespace, binding.ServiceAccount, binding.Audience);

    public Declared Declares { get; } = Declared.By(desired);

    public Declared Before { get; } = Declared.By(binding.Binding.Status);

    /// <summary>Asked for after the comparison with the role that there is, which knows most of it.</summary>
    public string Digest => field ??= Desired.Digest();

    /// <summary>The unique id of the role that the binding had; null when it never had one.</summary>
    public string? FormerId => Binding.Binding.Status?.Role?.Id;

    /// <summary>Whether the role was made to fit this very declaration before.</summary>
    public bool IsSameDeclaration => Binding.Binding.Status?.Role?.Declaration == Digest;

    /// <summary>A difference from the same declaration is somebody else's doing.</summary>
    public bool IsDrift(RolePlan plan) => IsSameDeclaration && !plan.Actions.IsEmpty;
}
