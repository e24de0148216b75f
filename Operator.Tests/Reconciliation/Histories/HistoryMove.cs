namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What may happen in one step. The first one is where shrinking ends.</summary>
internal enum HistoryMove
{
    Nothing,
    Create,
    Delete,
    EditRole,
    EditServiceAccount,
    Adopt,
    Suspend,
    DeletionPolicy,
    RoleArn,
    Break,
    Revert,
    MakeServiceAccount,
    DeleteServiceAccount,
    TakeAnnotation,
    StripAnnotations,
    DeleteNamespace,
    Tamper,
    DeleteRole,
    MakeRole,
    LegacyRole,
    Quarantine,
    AwsFault,
    KubernetesFault,
    Crash,
    Restart,
    Clock,
}
