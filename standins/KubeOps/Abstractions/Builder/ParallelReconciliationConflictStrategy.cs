namespace KubeOps.Abstractions.Builder;

/// <summary>What to do with an event for a busy entity; the stand-in always folds it into one later run.</summary>
public enum ParallelReconciliationConflictStrategy
{
    Discard,
    RequeueAfterDelay,
    WaitForCompletion,
}
