namespace IrsaOperator.Api;

/// <summary>The types of a binding's conditions.</summary>
internal static class ConditionTypes
{
    /// <summary>The summary: True when the ServiceAccount's pods can assume the role.</summary>
    public const string Ready = "Ready";

    /// <summary>The cluster's issuer is an IAM OIDC provider that accepts the audience.</summary>
    public const string IdentityProviderReady = "IdentityProviderReady";

    /// <summary>The role is in IAM as declared.</summary>
    public const string RoleReady = "RoleReady";

    /// <summary>The ServiceAccount carries the role's ARN.</summary>
    public const string ServiceAccountReady = "ServiceAccountReady";

    /// <summary>All running pods of the ServiceAccount carry the role's ARN; False names those that don't.</summary>
    public const string PodsCurrent = "PodsCurrent";

    /// <summary>Only with --verify-token-exchange: STS gives credentials of the role for a token of the ServiceAccount.</summary>
    public const string CredentialsVerified = "CredentialsVerified";

    /// <summary>Only while true: an EKS Pod Identity association of the ServiceAccount wins over the binding.</summary>
    public const string PodIdentityAssociated = "PodIdentityAssociated";

    /// <summary>Only while true: the binding is paused.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Only while true: somebody attached a policy that only denies, and the operator leaves it.</summary>
    public const string Quarantined = "Quarantined";

    /// <summary>kstatus: work goes on, or will be tried again by itself.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>kstatus: somebody has to change something first.</summary>
    public const string Stalled = "Stalled";
}
