using IrsaOperator.Planning;

namespace IrsaOperator.Reconciliation;

/// <summary>What the operator's owner decides for every reconcile.</summary>
internal sealed record ReconcilerOptions
{
    public required PlanningOptions Planning { get; init; }

    /// <summary>The namespaces whose bindings are carried out here.</summary>
    public NamespaceScope Scope { get; init; } = NamespaceScope.Everything;

    /// <summary>The rules for all bindings.</summary>
    public GuardRails GuardRails { get; init; } = new("the operator's options");

    /// <summary>The EKS cluster's name, where its issuer is to be asked of EKS.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Whether the operator creates and completes the cluster's IAM OIDC provider.</summary>
    public bool ManageOidcProvider { get; init; }

    /// <summary>How often a ready binding is compared with IAM again.</summary>
    public TimeSpan AuditInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether each binding's token exchange is tried.</summary>
    public bool VerifyTokenExchange { get; init; }

    /// <summary>Whether what somebody else changed on a role is changed back, or only reported.</summary>
    public bool RepairDrift { get; init; } = true;

    /// <summary>What IAM said is believed a little shorter than that, so that each audit really asks.</summary>
    public TimeSpan MaxRoleAge => AuditInterval * 0.8;
}
