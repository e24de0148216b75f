using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>One reconcile under way: where it is, and what it has found out.</summary>
internal sealed class Run(BindingView binding)
{
    public BindingView Binding { get; } = binding;

    /// <summary>What the operator's owner decides for this binding; the guard rails tell it before anything else is done.</summary>
    public PlanningOptions Planning
    {
        get => field ?? throw new InvalidOperationException("The guard rails come first.");
        set;
    }

    public Step Step { get; set; } = Step.IdentityProvider;

    public Findings Findings { get; set; } = new() { ServiceAccount = binding.ServiceAccount };

    /// <summary>Whether the ServiceAccount was made on the way.</summary>
    public bool MadeServiceAccount { get; set; }

    /// <summary>Whether the ServiceAccount was annotated on the way.</summary>
    public bool AnnotatedServiceAccount { get; set; }

    /// <summary>When to look again at the latest, where a step knows better than the outcome.</summary>
    public TimeSpan? LookAgain { get; set; }

    /// <summary>Says something beside the outcome.</summary>
    public void Remark(Remark remark) => Findings = Findings with { Remarks = Findings.Remarks.Add(remark) };
}
