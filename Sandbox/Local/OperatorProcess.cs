using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Sandbox.Local;

/// <summary>
/// The operator's program, running as its own ServiceAccount with nothing but config/rbac, and with AWS credentials got as
/// it gives them to others: a role's ARN and a token file.
/// </summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private const int LinesInError = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>The file holds one token for the whole run, as long as the API server's certificate is good.</summary>
    private static readonly TimeSpan ApiTokenLifetime = TimeSpan.FromDays(30);

    private readonly OperatorProcessOptions _options;
    private readonly SignalledProcess _process;
    private readonly ProjectedToken _awsToken;
    private readonly LogLines _log;
    private readonly HttpClient _http;

    private OperatorProcess(OperatorProcessOptions options, SignalledProcess process, ProjectedToken awsToken, LogLines log, Uri url)
    {
        _options = options;
        _process = process;
        _awsToken = awsToken;
        _log = log;
        Url = url;
        _http = new HttpClient { BaseAddress = url };
    }

    /// <summary>Sees every line of every operator that this process starts: what must never be in a log is looked for in one place.</summary>
    internal static Action<OperatorProcessOptions, string>? EveryLine { get; set; }

    /// <summary>Where it serves /healthz, /readyz and /metrics.</summary>
    public Uri Url { get; }

    /// <summary>What it has logged, one JSON object a line; the last two thousand lines.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>All that it and others of the same folder have logged.</summary>
    public string LogFile => LogFileOf(_options);

    /// <summary>Ends with the program, with its exit code.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Starts the operator and waits until it is ready.</summary>
    /// <exception cref="OperatorStartException">It ended, or was not ready in time.</exception>
    public static async Task<OperatorProcess> StartAsync(OperatorProcessOptions options, CancellationToken cancellationToken)
    {
        var run = Directory.CreateDirectory(Path.Combine(options.Folder, $"operator-{Guid.NewGuid():N}")).FullName;
        var kubeconfig = await WriteKubeconfigAsync(options, run, cancellationToken);
        var awsToken = await ProjectedToken.StartAsync(
            Path.Combine(run, "token"), options.ControlPlane, OperatorIdentity.Audience, options.TokenLifetime, cancellationToken);
        var log = new LogLines(new StreamWriter(LogFileOf(options), append: true) { AutoFlush = true });
        var port = FreePort.Find();
        var process = SignalledProcess.Start(
            OperatorLaunch.Command(options.Program, port, options.Arguments),
            OperatorLaunch.Environment(options, kubeconfig, awsToken.File, Environment.GetEnvironmentVariables()),
            line =>
            {
                log.Add(line);
                EveryLine?.Invoke(options, line);
            });
        var operatorProcess = new OperatorProcess(options, process, awsToken, log, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await operatorProcess.WaitUntilReadyAsync(cancellationToken);
            return operatorProcess;
        }
        catch
        {
            await operatorProcess.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it logged last, for people to read.</summary>
    public string LogTail() => string.Join(Environment.NewLine, _log.Lines.TakeLast(LinesInError).Select(OperatorLogLine.Read));

    /// <summary>The page that Prometheus would read.</summary>
    public Task<string> MetricsAsync(CancellationToken cancellationToken) =>
        _http.GetStringAsync(new Uri("metrics", UriKind.Relative), cancellationToken);

    /// <summary>Asks it to end, as a kubelet does, and kills it when it takes too long.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await _process.SignalAsync("TERM");
        try
        {
            return await Exited.WaitAsync(_options.StopTimeout, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return await KillAsync();
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task<int> KillAsync()
    {
        await _process.SignalAsync("KILL");
        return await Exited;
    }

    /// <summary>Stops it where it stands, as a machine does that is suspended; <see cref="ThawAsync"/> lets it go on.</summary>
    public Task FreezeAsync() => _process.SignalAsync("STOP");

    public Task ThawAsync() => _process.SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _awsToken.DisposeAsync();
        _log.Dispose();
        _http.Dispose();
    }

    /// <summary>A kubeconfig of the operator's own ServiceAccount.</summary>
    /// <param name="options">The cluster, and the folder.</param>
    /// <param name="folder">Where to write it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The file.</returns>
    internal static async Task<string> WriteKubeconfigAsync(OperatorProcessOptions options, string folder, CancellationToken cancellationToken)
    {
        var token = await options.ControlPlane.CreateTokenAsync(
            OperatorIdentity.Namespace,
            OperatorIdentity.ServiceAccount,
            new LocalControlPlaneOptions().ApiAudience,
            (long)ApiTokenLifetime.TotalSeconds,
            cancellationToken);
        var file = Path.Combine(folder, "kubeconfig");
        await PrivateFile.WriteAsync(file, options.ControlPlane.Kubeconfig(token, OperatorIdentity.ServiceAccount, options.ApiServer), cancellationToken);
        return file;
    }

    private static string LogFileOf(OperatorProcessOptions options) => Path.Combine(options.Folder, "operator.log");

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.StartTimeout);
        var answer = "no answer";
        try
        {
            while (true)
            {
                if (Exited.IsCompleted)
                    throw new OperatorStartException($"The operator ended with exit code {await Exited}. Its last lines:{Environment.NewLine}{LogTail()}");
                (var ready, answer) = await ReadinessAsync(deadline.Token);
                if (ready)
                    return;
                await Task.Delay(Poll, TimeProvider.System, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperatorStartException(
                $"The operator was not ready after {_options.StartTimeout.TotalSeconds:0} seconds ({answer}). Its last lines:{Environment.NewLine}{LogTail()}");
        }
    }

    private async Task<(bool Ready, string Answer)> ReadinessAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("readyz", UriKind.Relative), cancellationToken);
            return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return (false, exception.Message);
        }
    }
}
