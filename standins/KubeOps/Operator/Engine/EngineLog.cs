using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Engine;

/// <summary>Every message that the engine logs.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(101, LogLevel.Debug, "Listed {Count} {EntityType} at resource version {ResourceVersion}.")]
    public static partial void Listed(this ILogger logger, int count, string entityType, string resourceVersion);

    [LoggerMessage(102, LogLevel.Debug, "The watch of {EntityType} ended; it goes on from resource version {ResourceVersion}.")]
    public static partial void WatchEnded(this ILogger logger, string entityType, string resourceVersion);

    [LoggerMessage(103, LogLevel.Information, "The watch of {EntityType} is too old; everything is listed again.")]
    public static partial void WatchExpired(this ILogger logger, string entityType);

    [LoggerMessage(104, LogLevel.Warning, "Watching {EntityType} failed {Failures} times in a row; it is tried again: {Error}")]
    public static partial void WatchFailed(this ILogger logger, string entityType, int failures, string error);

    [LoggerMessage(105, LogLevel.Error, "{EntityType} {Namespace}/{Name} can't be read and is skipped: {Error}")]
    public static partial void Undeserializable(this ILogger logger, string entityType, string? @namespace, string? name, string error);

    [LoggerMessage(106, LogLevel.Error, "Reconciling {EntityType} {Key} failed; next try in {Delay}.")]
    public static partial void ReconcileThrew(this ILogger logger, Exception error, string entityType, ObjectKey key, TimeSpan delay);

    [LoggerMessage(107, LogLevel.Debug, "Reconciling {EntityType} {Key} did not succeed; next try in {Delay}: {Message}")]
    public static partial void ReconcileFailed(this ILogger logger, string entityType, ObjectKey key, TimeSpan delay, string? message);

    [LoggerMessage(108, LogLevel.Warning, "Event {Reason} about {Key} could not be written: {Error}")]
    public static partial void EventFailed(this ILogger logger, string reason, ObjectKey key, string error);

    [LoggerMessage(109, LogLevel.Information, "{Identity} leads by lease {Lease}.")]
    public static partial void Leading(this ILogger logger, string identity, string lease);

    [LoggerMessage(110, LogLevel.Warning, "{Identity} no longer leads.")]
    public static partial void NotLeading(this ILogger logger, string identity);

    [LoggerMessage(111, LogLevel.Warning, "Lease {Lease} could not be read or written: {Error}")]
    public static partial void LeaseFailed(this ILogger logger, string lease, string error);

    [LoggerMessage(112, LogLevel.Error, "A worker for {EntityType} {Key} met something unexpected; next try in {Delay}.")]
    public static partial void WorkerThrew(this ILogger logger, Exception error, string entityType, ObjectKey key, TimeSpan delay);

    [LoggerMessage(113, LogLevel.Critical, "The work under lease {Lease} could not be started or stopped.")]
    public static partial void LeadingFailed(this ILogger logger, Exception error, string lease);
}
