namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>Ends a history. The reconciler turns what its adapters throw into outcomes, so the history also keeps it.</summary>
internal sealed class InvariantViolatedException(string violation) : Exception(violation);
