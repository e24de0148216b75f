using IrsaOperator.Aws;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What breaks in memory: AWS, the API server, the process.</summary>
internal sealed partial class MemoryHistoryWorld
{
    private static readonly string[] KubernetesCalls =
        ["?service account", "create service account", "apply ", "restore ", "delete service account", "?issuer", "?pods", "restart "];

    private readonly List<string> _written = [];
    private HistoryFault? _fault;
    private int _calls;

    public void Arm(HistoryFault? fault)
    {
        (_fault, _calls) = (fault, 0);
        if (fault is not null)
            WakeAll();
    }

    private void Before(string call)
    {
        Strike(call, after: false);
        _watchman.Before(call);
    }

    private void After(string call)
    {
        if (!call.StartsWith('?'))
            _written.Add(call);
        _watchman.After(call);
        Strike(call, after: true);
    }

    /// <summary>The fault strikes some calls in a row, from a certain one on.</summary>
    private void Strike(string call, bool after)
    {
        if (_fault is not { } fault || fault.After != after)
            return;
        var ofKubernetes = Array.Exists(KubernetesCalls, known => call.StartsWith(known, StringComparison.Ordinal));
        if (fault.Kind != HistoryFaultKind.Crash && ofKubernetes != fault.OfKubernetes)
            return;
        var number = _calls++;
        if (number < fault.First || number >= fault.First + fault.Times)
            return;
        if (fault.Kind != HistoryFaultKind.Crash)
            throw Error(fault.Kind);
        _fault = null;
        _killed!.Cancel();
        _killed.Token.ThrowIfCancellationRequested();
    }

    private static Exception Error(HistoryFaultKind kind) => kind switch
    {
        HistoryFaultKind.Throttled => new AwsException(AwsErrorKind.Throttled, "Call", "Throttling", "Rate exceeded"),
        HistoryFaultKind.Unavailable => new AwsException(AwsErrorKind.Unavailable, "Call", "ServiceFailure", "It broke."),
        HistoryFaultKind.Denied => new AwsException(AwsErrorKind.Denied, "Call", "AccessDenied", "Not allowed."),
        HistoryFaultKind.NoAnswer => new AwsException(AwsErrorKind.Unavailable, "Call", "Timeout", "No answer."),
        HistoryFaultKind.NoApiServer => new HttpRequestException("Connection refused."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A crash is no error."),
    };
}
