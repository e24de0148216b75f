using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Tests.Reconciliation.Histories;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>A history's fault on the wire: it counts the calls, and strikes some in a row.</summary>
internal sealed class ArmedFault(HistoryFault fault)
{
    private int _calls;
    private int _struck;

    public bool IsCrash => fault.Kind == HistoryFaultKind.Crash;

    /// <summary>Whether AWS does what it is asked, and the answer is lost.</summary>
    public bool LosesAnswers => fault is { Kind: HistoryFaultKind.NoAnswer, After: true };

    public int Times => fault.Times;

    public bool HasStruck => Volatile.Read(ref _struck) > 0;

    public bool Strikes(bool ofKubernetes, bool after)
    {
        if (fault.After != after || (!IsCrash && ofKubernetes != fault.OfKubernetes))
            return false;
        var number = Interlocked.Increment(ref _calls) - 1;
        if (number < fault.First || number >= fault.First + fault.Times)
            return false;
        Interlocked.Increment(ref _struck);
        return true;
    }

    /// <summary>AWS's answer in its place; nothing where there is none.</summary>
    public void Refuse()
    {
        switch (fault.Kind)
        {
            case HistoryFaultKind.Throttled: throw new AwsErrorException("Throttling", "Rate exceeded", 400);
            case HistoryFaultKind.Unavailable: throw new AwsErrorException("ServiceFailure", "It broke.", 500);
            case HistoryFaultKind.Denied: throw new AwsErrorException("AccessDenied", "Not allowed.", 403);
            default: break;
        }
    }
}
