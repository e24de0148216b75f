using IrsaOperator.Planning;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>One reconcile under way: where it is, and what it has found out.</summary>
internal sealed class Run(BindingView binding, AskedRules? asked)
{
    private AskedRules? _asked = asked;

    public BindingView Binding { get; } = binding;

    /// <summary>What the operator's owner decides for this binding; the guard rails tell it before anything else is done.</summary>
    public PlanningOptions Planning
    {
        get => field ?? throw new InvalidOperationException("The guard rails come first.");
        set;
    }

    /// <summary>How often the rules had changed when those were asked for that the run goes by.</summary>
    public int RuleChanges { get; set; }

    public Step Step { get; set; } = Step.IdentityProvider;

    public Findings Findings { get; set; } = new() { ServiceAccount = binding.ServiceAccount };

    /// <summary>Whether the ServiceAccount was made on the way.</summary>
    public bool MadeServiceAccount { get; set; }

    /// <summary>Whether the ServiceAccount was annotated on the way.</summary>
    public bool AnnotatedServiceAccount { get; set; }

    /// <summary>When to look again at the latest, where a step knows better than the outcome.</summary>
    public TimeSpan? LookAgain { get; set; }

    /// <summary>The question for the rules that was put before the run began; an answer serves once.</summary>
    public AskedRules? TakeAsked() => Interlocked.Exchange(ref _asked, null);

    /// <summary>Says something beside the outcome.</summary>
    public void Remark(Remark remark) => Findings = Findings with { Remarks = Findings.Remarks.Add(remark) };
}
