using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>One reconcile under way: where it is, and what it has found out.</summary>
internal sealed class Run(BindingView binding)
{
    public BindingView Binding { get; } = binding;

    public Step Step { get; set; } = Step.IdentityProvider;

    public Findings Findings { get; set; } = new() { ServiceAccount = binding.ServiceAccount };
}
