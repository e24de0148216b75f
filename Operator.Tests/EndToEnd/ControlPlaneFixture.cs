using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(ControlPlaneFixture))]

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>
/// The one control plane that all tests of a run share: started when the first test asks for it, stopped at the end. A test
/// works in a namespace of its own, and one that stops the API server starts a control plane of its own.
/// </summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<Task<LocalControlPlane>> _started;

    public ControlPlaneFixture() =>
        // The start belongs to no test: the cancellation of the one that happened to be first must not fail the others.
        _started = new Lazy<Task<LocalControlPlane>>(
            () => LocalControlPlane.StartAsync(new LocalControlPlaneOptions(), new TestProgress(), _stopping.Token));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The shared control plane.</summary>
    internal Task<LocalControlPlane> GetAsync(CancellationToken cancellationToken) => _started.Value.WaitAsync(cancellationToken);

    /// <summary>Creates a namespace that no other test has and returns its name.</summary>
    internal async Task<string> CreateNamespaceAsync(string prefix, CancellationToken cancellationToken)
    {
        var plane = await GetAsync(cancellationToken);
        var name = $"{prefix}-{Guid.NewGuid():N}"[..Math.Min(prefix.Length + 9, 63)];
        await plane.CreateNamespaceAsync(name, cancellationToken);
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_started.IsValueCreated)
        {
            // A start that failed has removed what it had begun, and has failed the tests that needed it.
            await ((Task)_started.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_started.Value.IsCompletedSuccessfully)
                await (await _started.Value).DisposeAsync();
        }

        _stopping.Dispose();
    }
}
