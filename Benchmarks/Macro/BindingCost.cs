using IrsaOperator.Benchmarks.World;

namespace IrsaOperator.Benchmarks.Macro;

/// <summary>What a binding cost, those at the gate counted as far as they were still to be done.</summary>
/// <param name="Bindings">How many were done.</param>
/// <param name="Writes">Writes of Kubernetes for each.</param>
/// <param name="Reads">Reads of Kubernetes for each.</param>
/// <param name="Iam">Calls of IAM for each.</param>
/// <param name="Cpu">Seconds of the operator's CPU for each.</param>
/// <param name="Requests">All requests of Kubernetes.</param>
internal readonly record struct BindingCost(double Bindings, double Writes, double Reads, double Iam, double Cpu, string Requests)
{
    /// <summary>Measures what is done while it runs.</summary>
    /// <param name="cluster">Where it is done.</param>
    /// <param name="running">Who does it.</param>
    /// <param name="count">How many bindings wait for it.</param>
    /// <param name="gate">How many more hold the workers: of their three writes one was made before, and their reads.</param>
    /// <param name="act">Does it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(double Seconds, BindingCost Cost)> OfAsync(
        BenchCluster cluster, OperatorRun running, int count, int gate, Func<Task<double>> act, CancellationToken cancellationToken)
    {
        var requests = await cluster.RequestsAsync(cancellationToken);
        var mark = cluster.Aws.Journal.Mark();
        var cpu = await running.CpuAsync(cancellationToken);
        var seconds = await act();
        var made = (await cluster.RequestsAsync(cancellationToken)).Since(requests);
        var all = count + gate;
        return (seconds, new BindingCost(
            count + (gate * 2 / 3.0),
            (made.Writes - (2 * gate)) / count,
            made.Reads / count,
            (double)cluster.Aws.Journal.Since(mark).Count(call => call.Service == "iam") / all,
            (await running.CpuAsync(cancellationToken) - cpu) / all,
            made.ToString()));
    }
}
