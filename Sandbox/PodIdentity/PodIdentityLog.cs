using Microsoft.Extensions.Logging;

namespace IrsaOperator.Sandbox.PodIdentity;

internal static partial class PodIdentityLog
{
    [LoggerMessage(1, LogLevel.Information, "Injected {RoleArn} into a pod of ServiceAccount {Namespace}/{ServiceAccount}")]
    public static partial void Injected(ILogger logger, string roleArn, string @namespace, string serviceAccount);

    [LoggerMessage(2, LogLevel.Warning, "ServiceAccount {Namespace}/{ServiceAccount} cannot be read; its pod is left as it is")]
    public static partial void ServiceAccountUnreadable(ILogger logger, Exception exception, string @namespace, string serviceAccount);

    [LoggerMessage(3, LogLevel.Warning, "ServiceAccount {Namespace}/{ServiceAccount} names {RoleArn}, which is no ARN of a role; it is injected all the same")]
    public static partial void UnusualRoleArn(ILogger logger, string roleArn, string @namespace, string serviceAccount);

    [LoggerMessage(4, LogLevel.Warning, "The webhook's configuration could not be removed")]
    public static partial void NotRemoved(ILogger logger, Exception exception);
}
