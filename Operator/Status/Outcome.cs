using IrsaOperator.Api;

namespace IrsaOperator.Status;

/// <summary>How a reconcile ended.</summary>
/// <param name="Kind">Which of the four ways.</param>
/// <param name="Step">The step that it did not get past; the last one when ready.</param>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">One sentence: what failed, on what, and what to do. No request ids: they change on every try.</param>
internal sealed record Outcome(OutcomeKind Kind, Step Step, string Reason, string Message)
{
    /// <summary>When to look again at the latest; null leaves it to the outcome's kind.</summary>
    public TimeSpan? LookAgain { get; init; }

    public static Outcome Ready(string message) => new(OutcomeKind.Ready, Step.ServiceAccount, Reasons.Reconciled, message);

    public static Outcome Waiting(Step step, string reason, string message) => new(OutcomeKind.Waiting, step, reason, message);

    public static Outcome Stalled(Step step, string reason, string message) => new(OutcomeKind.Stalled, step, reason, message);

    public static Outcome Failed(Step step, string reason, string message) => new(OutcomeKind.Failed, step, reason, message);
}
