using System.Diagnostics.Metrics;

namespace IrsaOperator.Aws;

/// <summary>Counts the calls to AWS, by operation and result, and tells their pace.</summary>
internal sealed class AwsMetrics
{
    public const string MeterName = "IrsaOperator.Aws";

    private static readonly AwsCallKind[] Kinds = Enum.GetValues<AwsCallKind>();

    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;
    private volatile AwsPace? _pace;

    public AwsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _calls = meter.CreateCounter<long>("irsa_operator.aws.calls", "{call}", "Calls to AWS, each attempt counted, by operation and error code.");
        _duration = meter.CreateHistogram<double>("irsa_operator.aws.duration", "s", "How long AWS took to answer.");
        meter.CreateObservableGauge("irsa_operator.aws.rate", () => Observe(lane => lane.CallsPerSecond), "{call}/s", "Calls per second that are let go.");
        meter.CreateObservableGauge("irsa_operator.aws.waiting", () => Observe(lane => lane.Waiting), "{call}", "Calls that wait for their turn.");
    }

    /// <summary>Tells rate and queues of this pace from now on.</summary>
    public void Watch(AwsPace pace) => _pace = pace;

    public void Record(string operation, string code, TimeSpan duration)
    {
        _calls.Add(1, new("operation", operation), new("code", code));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    private IEnumerable<Measurement<T>> Observe<T>(Func<AwsLane, T> read)
        where T : struct => _pace is { } pace
        ? Kinds.Select(kind => new Measurement<T>(read(pace[kind]), new KeyValuePair<string, object?>("kind", kind.ToString().ToLowerInvariant())))
        : [];
}
