namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What strikes, and which calls.</summary>
/// <param name="Kind">What they end with.</param>
/// <param name="First">How many calls are spared before.</param>
/// <param name="Times">How many are struck.</param>
internal sealed record HistoryFault(HistoryFaultKind Kind, int First, int Times)
{
    /// <summary>Whether the call has its effect before.</summary>
    public bool After { get; init; }

    public bool OfKubernetes => Kind == HistoryFaultKind.NoApiServer;

    public static HistoryFault Aws(int a, int b) => (a % 5) switch
    {
        0 => new HistoryFault(HistoryFaultKind.Throttled, b % 6, 1 + (b % 3)),
        1 => new HistoryFault(HistoryFaultKind.Unavailable, b % 6, 1 + (b % 4)),
        2 => new HistoryFault(HistoryFaultKind.Denied, b, 20),
        3 => new HistoryFault(HistoryFaultKind.NoAnswer, b, 1),
        _ => new HistoryFault(HistoryFaultKind.NoAnswer, b, 1) { After = true },
    };

    public static HistoryFault Kubernetes(int a, int b) => new(HistoryFaultKind.NoApiServer, a % 4, 1 + (b % 3)) { After = b > 6 };

    public static HistoryFault Crash(int a, int b) => new(HistoryFaultKind.Crash, a, 1) { After = b % 2 == 1 };
}
