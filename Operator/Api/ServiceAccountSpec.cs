using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Api;

/// <summary>The ServiceAccount's side of a binding.</summary>
public sealed class ServiceAccountSpec
{
    /// <summary>The ServiceAccount's name; the binding's own name when left out. It can't be changed afterwards.</summary>
    [Length(1, 253)]
    [Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    public string? Name { get; set; }

    /// <summary>
    /// True: the ServiceAccount is created when it is missing, owned by the binding and deleted with it. False: the
    /// binding waits until it appears.
    /// </summary>
    [DefaultValue(false)]
    public bool? Create { get; set; }

    /// <summary>
    /// True: annotations that another field manager holds with another value are taken over, and put back when the binding is
    /// deleted. False: the conflict is reported, and names the manager.
    /// </summary>
    [DefaultValue(false)]
    public bool? Override { get; set; }

    /// <summary>
    /// The audience of the pod's token: a client id of the cluster's OIDC provider. It becomes the trust policy's aud and,
    /// when it is not the default, the annotation eks.amazonaws.com/audience.
    /// </summary>
    [Length(1, 255)]
    [Pattern("^[!-~]+$")]
    [DefaultValue(WellKnown.DefaultAudience)]
    public string? Audience { get; set; }

    /// <summary>
    /// The lifetime of the pod's token in seconds, 600 to 86400, written as the annotation
    /// eks.amazonaws.com/token-expiration; the webhook's own default when left out.
    /// </summary>
    [RangeMinimum(600)]
    [RangeMaximum(86400)]
    public int? TokenExpirationSeconds { get; set; }

    /// <summary>
    /// Whether AWS SDKs in the pod use the regional STS endpoint, written as the annotation
    /// eks.amazonaws.com/sts-regional-endpoints; the webhook's own default when left out.
    /// </summary>
    public bool? StsRegionalEndpoints { get; set; }
}
