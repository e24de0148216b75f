namespace KubeOps.Abstractions.Reconciliation;

/// <summary>What happened to the entity.</summary>
public enum ReconciliationType
{
    Added,
    Modified,
    Deleted,
}
