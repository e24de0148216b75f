using IrsaOperator.Api;
using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>A status and a trust policy as the operator writes them, for the bare client.</summary>
internal sealed record Models(string Status, string Trust)
{
    /// <summary>Has the operator carry out one binding, and takes them from there.</summary>
    public static async Task<Models> TakeAsync(BenchCluster cluster, OperatorRun run, CancellationToken cancellationToken)
    {
        const string @namespace = "model";
        await cluster.Eks.Plane.CreateNamespaceAsync(@namespace, cancellationToken);
        await cluster.CreateAsync(@namespace, 0, 1, cancellationToken);
        await run.ReconciledAsync(1, cancellationToken);
        var binding = await cluster.Client.GetAsync<IrsaBinding>(BenchCluster.Name(0), @namespace, cancellationToken)
            ?? throw new InvalidOperationException("The model is gone.");
        return new Models(k8s.KubernetesJson.Serialize(binding.Status), cluster.Aws.Account.FindRole(binding.Status.Role!.Name!)!.TrustPolicy);
    }
}
