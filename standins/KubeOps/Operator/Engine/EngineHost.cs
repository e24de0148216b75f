using KubeOps.Abstractions.Builder;
using KubeOps.KubernetesClient;
using KubeOps.Operator.LeaderElection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Engine;

/// <summary>Runs the engines with the program, or with the lease.</summary>
internal sealed class EngineHost(
    IEnumerable<IEntityEngine> engines, IKubernetesClient client, OperatorSettings settings, TimeProvider time, ILogger<EngineHost> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly IEntityEngine[] _engines = [.. engines];
    private Task _leading = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.LeaderElectionType == LeaderElectionType.None)
        {
            StartEngines();
            return;
        }

        var @namespace = await client.GetCurrentNamespaceAsync(cancellationToken: cancellationToken);
        var lease = new LeaseLock(
            client.ApiClient, @namespace, $"{settings.Name}-leader", $"{Environment.MachineName}-{Guid.NewGuid():N}", settings.LeaderElectionLeaseDuration, time);
        var leadership = new Leadership(lease, settings, time, logger);
        _leading = Task.Run(() => leadership.RunAsync(StartEngines, StopEnginesAsync, _stopping.Token), CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _leading;
        await StopEnginesAsync(orderly: true);
    }

    public void Dispose() => _stopping.Dispose();

    private void StartEngines() => Array.ForEach(_engines, engine => engine.Start());

    private Task StopEnginesAsync(bool orderly) => Task.WhenAll(_engines.Select(engine => engine.StopAsync(orderly ? Drain : TimeSpan.Zero)));
}
