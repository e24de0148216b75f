namespace KubeOps.Abstractions.Reconciliation;

/// <summary>Who asked for the reconciliation.</summary>
public enum ReconciliationTriggerSource
{
    ApiServer,
    Operator,
}
