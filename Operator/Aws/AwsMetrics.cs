using System.Diagnostics.Metrics;

namespace IrsaOperator.Aws;

/// <summary>Counts the calls to AWS, by operation and result.</summary>
internal sealed class AwsMetrics
{
    public const string MeterName = "IrsaOperator.Aws";

    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;

    public AwsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _calls = meter.CreateCounter<long>("irsa_operator.aws.calls", "{call}", "Calls to AWS, each attempt counted, by operation and error code.");
        _duration = meter.CreateHistogram<double>("irsa_operator.aws.duration", "s", "How long AWS took to answer.");
    }

    public void Record(string operation, string code, TimeSpan duration)
    {
        _calls.Add(1, new("operation", operation), new("code", code));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }
}
