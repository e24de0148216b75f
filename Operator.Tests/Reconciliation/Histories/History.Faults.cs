using IrsaOperator.Aws;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What breaks: AWS, the API server, the process.</summary>
internal sealed partial class History
{
    private static readonly string[] KubernetesCalls =
        ["?service account", "create service account", "apply ", "restore ", "delete service account", "?issuer", "?pods", "restart "];

    private readonly List<string> _written = [];
    private Fault? _fault;
    private int _calls;

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
        if (fault.Error is not null && ofKubernetes != fault.OfKubernetes)
            return;
        var number = _calls++;
        if (number < fault.First || number >= fault.First + fault.Times)
            return;
        if (fault.Error is not null)
            throw fault.Error;
        _fault = null;
        _killed!.Cancel();
        _killed.Token.ThrowIfCancellationRequested();
    }

    private void Arm(Fault fault)
    {
        (_fault, _calls) = (fault, 0);
        foreach (var subject in _subjects)
            subject.Due = DateTimeOffset.MinValue;
    }

    private static Fault AwsFault(int a, int b) => (a % 5) switch
    {
        0 => new Fault(new AwsException(AwsErrorKind.Throttled, "Call", "Throttling", "Rate exceeded"), b % 6, 1 + (b % 3)),
        1 => new Fault(new AwsException(AwsErrorKind.Unavailable, "Call", "ServiceFailure", "It broke."), b % 6, 1 + (b % 4)),
        2 => new Fault(new AwsException(AwsErrorKind.Denied, "Call", "AccessDenied", "Not allowed."), b, 20),
        3 => new Fault(new AwsException(AwsErrorKind.Unavailable, "Call", "Timeout", "No answer."), b, 1),
        _ => new Fault(new AwsException(AwsErrorKind.Unavailable, "Call", "Timeout", "No answer."), b, 1) { After = true },
    };

    /// <summary>What strikes, and which calls.</summary>
    /// <param name="Error">What they end with; null for the end of the process.</param>
    /// <param name="First">How many calls are spared before.</param>
    /// <param name="Times">How many are struck.</param>
    private sealed record Fault(Exception? Error, int First, int Times)
    {
        public bool After { get; init; }

        public bool OfKubernetes { get; init; }
    }
}
