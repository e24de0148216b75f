using IrsaOperator.Status;

namespace IrsaOperator.Reconciliation;

/// <summary>Every message that the operator logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Binding {Namespace}/{Name} is ready.")]
    public static partial void BindingReady(this ILogger logger, string @namespace, string name);

    [LoggerMessage(2, LogLevel.Warning, "Binding {Namespace}/{Name} is not ready: {Kind}, {Reason}: {Message}")]
    public static partial void BindingNotReady(this ILogger logger, string @namespace, string name, OutcomeKind kind, string reason, string message);

    [LoggerMessage(3, LogLevel.Information, "The cluster is {Issuer} in account {Account} ({Partition}).")]
    public static partial void ClusterIdentified(this ILogger logger, string issuer, string account, string partition);

    [LoggerMessage(5, LogLevel.Warning, "The pods of ServiceAccount {Namespace}/{Name} can't be looked at: {Message}")]
    public static partial void PodsUnknown(this ILogger logger, string @namespace, string name, string message);

    [LoggerMessage(6, LogLevel.Warning, "{Workload} in {Namespace} can't be restarted: {Message}")]
    public static partial void WorkloadNotRestarted(this ILogger logger, string workload, string @namespace, string message);

    [LoggerMessage(4, LogLevel.Warning, "The cluster's identity is not known yet: {Message}")]
    public static partial void ClusterNotIdentified(this ILogger logger, string message);
}
