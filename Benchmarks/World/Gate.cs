using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Benchmarks.World;

/// <summary>
/// Keeps a running, warm operator from beginning: every worker is held by a binding whose first call of IAM is not answered, until what is
/// to be measured is there. Users who create or delete bindings meanwhile would take their share of the API server.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    /// <summary>The namespace of the bindings that hold the workers; it has to be there.</summary>
    public const string Namespace = "gate";

    private readonly BenchCluster _cluster;
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _workers;
    private readonly string _operation;
    private int _waiting;

    private Gate(BenchCluster cluster, int workers, string operation) => (_cluster, _workers, _operation) = (cluster, workers, operation);

    /// <summary>How many bindings are behind the others: as many as there are workers.</summary>
    public int Bindings => _workers;

    /// <summary>Holds each worker by a new binding.</summary>
    public static Task<Gate> CreateAsync(BenchCluster cluster, int workers, CancellationToken cancellationToken) =>
        CloseAsync(new Gate(cluster, workers, "CreateRole"), () => cluster.CreateAsync(Namespace, 0, workers, cancellationToken), cancellationToken);

    /// <summary>Holds each worker by the deletion of a binding that is there.</summary>
    public static Task<Gate> DeleteAsync(BenchCluster cluster, int workers, CancellationToken cancellationToken) =>
        CloseAsync(new Gate(cluster, workers, "GetRole"), () => cluster.DeleteAsync(Namespace, 0, workers, cancellationToken), cancellationToken);

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

    private static async Task<Gate> CloseAsync(Gate gate, Func<Task> begin, CancellationToken cancellationToken)
    {
        gate._cluster.Aws.Behaviour.BeforeEffect = gate.HoldAsync;
        await begin();
        await gate._held.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return gate;
    }

    private async ValueTask<bool> HoldAsync(AwsCall call)
    {
        if (call.Operation != _operation || !call.Parameters["RoleName"].Contains(Namespace, StringComparison.Ordinal))
            return true;
        if (Interlocked.Increment(ref _waiting) == _workers)
            _held.TrySetResult();
        await _open.Task;
        return true;
    }
}
