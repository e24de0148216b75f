namespace IrsaOperator.Status;

/// <summary>The four ways a reconcile can end.</summary>
internal enum OutcomeKind
{
    /// <summary>Everything is as declared.</summary>
    Ready,

    /// <summary>Something that is on its way has to arrive first.</summary>
    Waiting,

    /// <summary>Somebody has to change something first.</summary>
    Stalled,

    /// <summary>Something failed and is tried again.</summary>
    Failed,
}
