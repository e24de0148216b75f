using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>A reconcile's end, and what it found out on the way.</summary>
internal sealed record Report(Outcome Outcome, Findings Findings);
