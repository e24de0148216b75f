using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Benchmarks.World;

/// <summary>What all benchmarks share: the settings, and the operator's program as it is shipped.</summary>
internal sealed class Bench(BenchSettings settings, OperatorBuild build, Action<string> report)
{
    public BenchSettings Settings => settings;

    public OperatorBuild Build => build;

    /// <summary>The API server's version, once one has been started.</summary>
    public string Kubernetes { get; private set; } = "unknown";

    public void Report(string line) => report(line);

    /// <summary>A control plane and an account that are new.</summary>
    public async Task<BenchCluster> StartAsync(CancellationToken cancellationToken)
    {
        var eks = await LocalEks.StartAsync(new LocalEksOptions { WithOperator = false }, new Progress<string>(_ => { }), cancellationToken);
        Kubernetes = eks.Plane.Version;

        // An account whose quota has been raised as far as AWS may raise it would still not hold the largest of them.
        eks.Aws.Account.Quotas.Roles = 100_000;
        return new BenchCluster(eks, this);
    }
}
