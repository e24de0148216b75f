namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What a struck call ends with.</summary>
internal enum HistoryFaultKind
{
    /// <summary>AWS says that it was asked too often.</summary>
    Throttled,

    /// <summary>AWS breaks.</summary>
    Unavailable,

    /// <summary>AWS forbids it.</summary>
    Denied,

    /// <summary>AWS never answers.</summary>
    NoAnswer,

    /// <summary>The API server is not to be reached.</summary>
    NoApiServer,

    /// <summary>The process ends there.</summary>
    Crash,
}
