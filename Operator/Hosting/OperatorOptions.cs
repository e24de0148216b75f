using System.Net;
using IrsaOperator.Aws;
using IrsaOperator.Reconciliation;

namespace IrsaOperator.Hosting;

/// <summary>The operator's settings, validated.</summary>
internal sealed record OperatorOptions
{
    public required ReconcilerOptions Reconciler { get; init; }

    public required AwsCallOptions AwsCalls { get; init; }

    /// <summary>The AWS region; null leaves it to the AWS SDK's own chain (AWS_REGION, profile).</summary>
    public string? AwsRegion { get; init; }

    public required int MaxParallelReconciles { get; init; }

    public required bool LeaderElect { get; init; }

    public required IPAddress HttpAddress { get; init; }

    public required int HttpPort { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required bool JsonLogs { get; init; }
}
