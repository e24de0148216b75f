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

    /// <summary>The name of the part of the cluster that this operator works on; null for one that works on all of it.</summary>
    public string? Shard { get; init; }

    public required int MaxParallelReconciles { get; init; }

    public required bool LeaderElect { get; init; }

    public required IPAddress HttpAddress { get; init; }

    public required int HttpPort { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required bool JsonLogs { get; init; }
}
