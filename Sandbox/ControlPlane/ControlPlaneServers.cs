namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>The two processes of a control plane, which can come and go one by one; what etcd holds stays.</summary>
internal sealed class ControlPlaneServers(
    LocalControlPlaneOptions options, ControlPlaneBinaries binaries, ControlPlaneFiles files, string issuer, HttpClient client) : IAsyncDisposable
{
    private const int StartAttempts = 4;
    private ControlPlanePorts _ports = new(0, 0, 0);
    private ChildProcess? _etcd;
    private ChildProcess? _apiServer;

    public Uri Url => new($"https://127.0.0.1:{_ports.ApiServer}");

    /// <summary>Starts both; when another program was quicker to take a free port, once more with others.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            _ports = ControlPlanePorts.Choose(options.ApiServerPort);
            try
            {
                await StartEtcdAsync(cancellationToken);
                await StartApiServerAsync(cancellationToken);
                return;
            }
            catch (ControlPlaneStartException exception) when (IsPortOfOurChoice(exception) && attempt < StartAttempts)
            {
                await DisposeAsync();
                files.RemoveTraces();
            }
        }
    }

    /// <summary>Starts the API server on the port it has, and waits until it is ready.</summary>
    public async Task StartApiServerAsync(CancellationToken cancellationToken)
    {
        const string name = ControlPlaneBinaries.KubeApiServerName;
        var arguments = ServerArguments.KubeApiServer(files, options, issuer, _ports, binaries.Version);
        _apiServer = ChildProcess.Start(name, binaries.KubeApiServer, arguments, files.Log(name));
        await ServerReadiness.WaitAsync(_apiServer, client, new Uri(Url, "readyz"), options.StartTimeout, cancellationToken);
    }

    public async Task KillApiServerAsync()
    {
        if (_apiServer is { } running)
            await running.DisposeAsync();
        _apiServer = null;
    }

    public async Task KillEtcdAsync()
    {
        if (_etcd is { } running)
            await running.DisposeAsync();
        _etcd = null;
    }

    /// <summary>Waits until the API server has found its etcd again.</summary>
    public Task RecoverApiServerAsync(CancellationToken cancellationToken) => _apiServer is { } running
        ? ServerReadiness.WaitAsync(running, client, new Uri(Url, "readyz"), options.StartTimeout, cancellationToken)
        : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await KillApiServerAsync();
        await KillEtcdAsync();
    }

    /// <summary>Starts etcd on the ports it has, with the data it left, and waits until it is healthy.</summary>
    public async Task StartEtcdAsync(CancellationToken cancellationToken)
    {
        const string name = ControlPlaneBinaries.EtcdName;
        _etcd = ChildProcess.Start(name, binaries.Etcd, ServerArguments.Etcd(files, _ports.EtcdClient, _ports.EtcdPeer), files.Log(name));
        await ServerReadiness.WaitAsync(
            _etcd, client, new Uri($"http://127.0.0.1:{_ports.EtcdClient}/health"), options.StartTimeout, cancellationToken);
    }

    // Without an API server it was etcd that failed, whose ports are always chosen here.
    private bool IsPortOfOurChoice(ControlPlaneStartException exception) =>
        exception.PortTaken && (options.ApiServerPort is null || _apiServer is null);
}
