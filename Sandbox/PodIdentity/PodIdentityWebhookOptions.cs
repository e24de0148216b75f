using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>What the real webhook takes as flags; the defaults are those that EKS runs it with.</summary>
internal sealed record PodIdentityWebhookOptions
{
    /// <summary>Injected as AWS_REGION and AWS_DEFAULT_REGION.</summary>
    public required string Region { get; init; }

    /// <summary>The token's audience where the ServiceAccount names none.</summary>
    public string DefaultAudience { get; init; } = "sts.amazonaws.com";

    /// <summary>The token's lifetime in seconds where neither pod nor ServiceAccount names one.</summary>
    public long DefaultTokenExpiration { get; init; } = 86400;

    /// <summary>Whether AWS_STS_REGIONAL_ENDPOINTS is injected where the ServiceAccount doesn't say.</summary>
    public bool RegionalSts { get; init; } = true;

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
