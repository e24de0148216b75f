using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Benchmarks.World;

/// <summary>
/// Keeps a running, warm operator from beginning: every worker is held by a binding whose CreateRole is not answered, until what is to be
/// measured is there. Users who create bindings meanwhile would take their share of the API server.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private const string Namespace = "gate";

    private readonly BenchCluster _cluster;
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _workers;
    private int _waiting;

    private Gate(BenchCluster cluster, int workers) => (_cluster, _workers) = (cluster, workers);

    /// <summary>How many bindings are behind the others: as many as there are workers.</summary>
    public int Bindings => _workers;

    public static async Task<Gate> CloseAsync(BenchCluster cluster, int workers, CancellationToken cancellationToken)
    {
        var gate = new Gate(cluster, workers);
        cluster.Aws.Behaviour.BeforeEffect = gate.HoldAsync;
        await cluster.Eks.Plane.CreateNamespaceAsync(Namespace, cancellationToken);
        await cluster.CreateAsync(Namespace, 0, workers, cancellationToken);
        await gate._held.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return gate;
    }

    public void Open()
    {
        _cluster.Aws.Behaviour.BeforeEffect = null;
        _open.TrySetResult();
    }

    public ValueTask DisposeAsync()
    {
        Open();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> HoldAsync(AwsCall call)
    {
        if (call.Operation != "CreateRole" || !call.Parameters["RoleName"].Contains(Namespace, StringComparison.Ordinal))
            return true;
        if (Interlocked.Increment(ref _waiting) == _workers)
            _held.TrySetResult();
        await _open.Task;
        return true;
    }
}
