using System.Collections.Concurrent;
using IrsaOperator.Api;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>When a binding is looked at next, counted here so that the engine's own habits don't matter.</summary>
internal sealed class Requeue(ReconcilerOptions options)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Stalled = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    public TimeSpan After(string uid, Outcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Failed)
        {
            var failures = _failures.AddOrUpdate(uid, 1, (_, before) => before + 1);
            var delay = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 16));
            return Jitter(delay < LongestRetry ? delay : LongestRetry);
        }

        _failures.TryRemove(uid, out _);
        var next = outcome switch
        {
            { Reason: Reasons.Propagating } => Settling,
            // Somebody may have mended AWS's side of it; the cluster's side is watched.
            { Kind: OutcomeKind.Stalled } when Stalled < options.AuditInterval => Stalled,
            _ => options.AuditInterval,
        };
        return Jitter(outcome.LookAgain is { } sooner && sooner < next ? sooner : next);
    }

    public void Forget(string uid) => _failures.TryRemove(uid, out _);

    // Bindings that came together must not come together for ever: a tenth to either side.
    private static TimeSpan Jitter(TimeSpan delay) => delay * (0.9 + (Random.Shared.NextDouble() * 0.2));
}
