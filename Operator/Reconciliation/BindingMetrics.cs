using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>How the bindings are doing.</summary>
internal sealed class BindingMetrics
{
    public const string MeterName = "IrsaOperator.Bindings";

    private readonly ConcurrentDictionary<string, (OutcomeKind Kind, string Reason)> _last = new(StringComparer.Ordinal);
    private readonly Counter<long> _reconciles;
    private readonly Counter<long> _restored;
    private readonly Counter<long> _drifts;

    public BindingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _reconciles = meter.CreateCounter<long>("irsa_operator.reconciles", "{reconcile}", "Reconciles of bindings, by outcome and reason.");
        _restored = meter.CreateCounter<long>(
            "irsa_operator.annotations.restored", "{ServiceAccount}", "ServiceAccounts whose annotations somebody else changed or removed, and that were annotated again.");
        _drifts = meter.CreateCounter<long>("irsa_operator.drifts", "{change}", "Changes of roles by somebody else, found by audits.");
        meter.CreateObservableGauge("irsa_operator.bindings", Count, "{binding}", "Bindings, by the outcome and reason of their last reconcile.");
    }

    public void Record(string uid, Outcome outcome)
    {
        _last[uid] = (outcome.Kind, outcome.Reason);
        _reconciles.Add(1, new("outcome", outcome.Kind.ToString()), new("reason", outcome.Reason));
    }

    public void AnnotationsRestored() => _restored.Add(1);

    public void Drifted(int changes) => _drifts.Add(changes);

    public void Forget(string uid) => _last.TryRemove(uid, out _);

    private IEnumerable<Measurement<int>> Count() => _last
        .CountBy(last => last.Value)
        .Select(group => new Measurement<int>(group.Value, new("outcome", group.Key.Kind.ToString()), new("reason", group.Key.Reason)));
}
