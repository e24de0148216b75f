using IrsaOperator.Sandbox.Journey;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>What to do with a sandbox that is up.</summary>
internal static class UsageHints
{
    public static void Print(SandboxSession session)
    {
        session.Say($"kubeconfig {session.Files.Kubeconfig}");
        session.Say($"AWS        {session.Eks.Aws.Endpoint} (account {session.Eks.Aws.Options.AccountId}, region {session.Eks.Region})");
        session.Say("use both from another terminal:");
        foreach (var line in Lines(session))
            session.Say($"  {line}");
        session.Say("Ctrl+C ends everything and removes its files");
    }

    private static IEnumerable<string> Lines(SandboxSession session)
    {
        yield return $". {session.Files.EnvFile}";
        if (session.Eks.Operator is null)
        {
            yield return $"dotnet run --project Operator -- run {string.Join(' ', session.Eks.ClusterArguments)} --http-address 127.0.0.1";
            yield return "kubectl apply --validate=false -f config/samples/dev-sel-eks-sa.yaml";
            yield break;
        }

        yield return "kubectl get irsabindings -A";
        yield return $"kubectl describe irsabinding -n {Samples.Workload.Namespace} {Samples.Workload.Name}";
        yield return $"aws iam get-role --role-name {Samples.WorkloadRole}";
    }
}
