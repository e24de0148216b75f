using IrsaOperator.Tests.EndToEnd.Faults;
using IrsaOperator.Tests.EndToEnd.Histories;
using IrsaOperator.Tests.Fuzzing;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Reconciliation.Histories;
using IrsaOperator.Tests.Security;
using IrsaOperator.Tests.Soak;

namespace IrsaOperator.Tests.Reliability;

/// <summary>What docs/reliability.md promises.</summary>
internal static class Promises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("I1 Exact trust", "Every trust policy that is written allows one provider, one subject and one audience; it is looked at in every write to IAM, on every way through a crash, a fault or a lagging read.",
            [typeof(CrashTests), typeof(HistoryTests), typeof(TrustEvaluationPropertyTests)], ["calls looked at"]),
        new("I2 Not ours, don't touch; I3 Order", "No call changes a role that belongs to somebody else, and no ServiceAccount names a role that is not whole; looked at in every call to IAM and Kubernetes.",
            [typeof(CrashTests), typeof(HistoryTests), typeof(AwsFaultTests)], []),
        new("I4 The second run writes nothing", "After every history, whatever happened in it, a fresh process changes nothing.",
            [typeof(HistoryTests), typeof(RealHistoryTests)], ["histories in memory", "history steps in memory", "histories on the real control plane", "histories compared fake against real"]),
        new("I5 Crash anywhere", "A process that is killed before a call, before its answer, or after it, comes to the same end when it is started again, and leaves no orphan.",
            [typeof(CrashTests)], ["crash points"]),
        new("I6 ServiceAccounts survive", "One that was there before is never deleted; one that was made goes with its binding; also when it, or its namespace, is deleted in the middle.",
            [typeof(DeletedInTheMiddleTests), typeof(CrashTests)], []),
        new("I7 Isolation", "While hundreds of bindings fail in every way that AWS knows, the others become ready.",
            [typeof(AwsFaultTests), typeof(WatchFaultTests)], ["AWS fault cells (operation × fault)", "AWS faults injected", "objects whose events came at once"]),
        new("I8 Nothing is dropped", "Whatever AWS or the API server do, the condition names the operation and the reason while it lasts, and the binding is as declared when it is over.",
            [typeof(AwsFaultTests), typeof(AwsAccountFaultTests), typeof(LaggingReadTests), typeof(KubernetesFaultTests), typeof(ClockJumpTests)], ["reads that lagged", "Kubernetes faults injected", "clock jumps"]),
        new("I9 No secrets", "No log line of any process in the whole suite, no metric, event or status holds a key or a token.",
            [typeof(SecretsTests), typeof(SecurityTests), typeof(GrantedRightsTests)], ["log lines searched for secrets"]),
        new("One writer", "Of two replicas never two write to AWS for the same binding, whether the leader is killed, frozen, cut off or stopped; of two shards, each for its own namespaces alone.",
            [typeof(ReplicaTests), typeof(ShardTests)], ["failovers"]),
        new("Bad input", "Whatever a spec says or AWS answers, it is carried out, refused with a sentence, or a known error.",
            [typeof(SpecFuzzTests), typeof(AwsAnswerFuzzTests)], ["fuzz inputs, specs", "fuzz inputs, trust policies", "fuzz inputs, AWS answers"]),
        new("No growth", "Memory, caches and queues of hundreds of bindings that come and go stay as they are.",
            [typeof(MemorySoakTests)], ["soak, simulated hours"]),
    ];
}
