namespace KubeOps.Abstractions.Builder;

/// <summary>Builds <see cref="OperatorSettings"/>.</summary>
public sealed class OperatorSettingsBuilder
{
    public string Name { get; set; } = "kubernetesoperator";

    public string? Namespace { get; set; }

    public LeaderElectionType LeaderElectionType { get; set; }

    public TimeSpan LeaderElectionLeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    public TimeSpan LeaderElectionRenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan LeaderElectionRetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    public bool AutoAttachFinalizers { get; set; } = true;

    public bool AutoDetachFinalizers { get; set; } = true;

    public ReconcileStrategy ReconcileStrategy { get; set; }

    public ParallelReconciliationSettingsBuilder ParallelReconciliation { get; set; } = new();

    public bool EnableMetrics { get; set; } = true;

    public OperatorSettings Build() => new()
    {
        Name = Name,
        Namespace = Namespace,
        LeaderElectionType = LeaderElectionType,
        LeaderElectionLeaseDuration = LeaderElectionLeaseDuration,
        LeaderElectionRenewDeadline = LeaderElectionRenewDeadline,
        LeaderElectionRetryPeriod = LeaderElectionRetryPeriod,
        AutoAttachFinalizers = AutoAttachFinalizers,
        AutoDetachFinalizers = AutoDetachFinalizers,
        ReconcileStrategy = ReconcileStrategy,
        ParallelReconciliation = ParallelReconciliation.Build(),
        EnableMetrics = EnableMetrics,
    };
}
