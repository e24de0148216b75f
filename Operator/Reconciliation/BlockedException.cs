using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>A reconcile can't go on, for a reason that is no error: it is caught in one place and reported.</summary>
internal sealed class BlockedException(OutcomeKind kind, string reason, string message) : Exception(message)
{
    public OutcomeKind Kind { get; } = kind;

    public string Reason { get; } = reason;
}
