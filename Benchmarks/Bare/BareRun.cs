using System.Diagnostics;
using IrsaOperator.Benchmarks.World;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Benchmarks.Bare;

/// <summary>The bare client in a process of its own, as the operator has one, as the operator's ServiceAccount: the API server lets administrators pass where it makes others queue.</summary>
internal sealed class BareRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ProjectedToken _token;

    private BareRun(Process process, ProjectedToken token) => (_process, _token) = (process, token);

    /// <summary>Starts it, and lets it warm up on bindings that are there.</summary>
    public static async Task<BareRun> StartAsync(BenchCluster cluster, string status, string trust, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var options = cluster.Options([]);
        var token = await ProjectedToken.StartAsync(Path.Combine(options.Folder, "token"), options.ControlPlane, OperatorIdentity.Audience, options.TokenLifetime, cancellationToken);
        var kubeconfig = await OperatorProcess.WriteKubeconfigAsync(options, options.Folder, cancellationToken);
        var bodies = (Status: Path.Combine(options.Folder, "status.json"), Trust: Path.Combine(options.Folder, "trust.json"));
        await File.WriteAllTextAsync(bodies.Status, status, cancellationToken);
        await File.WriteAllTextAsync(bodies.Trust, trust, cancellationToken);

        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), "bare", "--status", bodies.Status, "--trust", bodies.Trust, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in OperatorLaunch.Environment(options, kubeconfig, token.File, Environment.GetEnvironmentVariables()))
            start.Environment[name] = value;
        var run = new BareRun(Process.Start(start) ?? throw new InvalidOperationException("The bare client did not start."), token);
        await run.ReadAsync(cancellationToken);
        return run;
    }

    /// <summary>Lets it begin; with <c>--delete</c> first with those to warm up on, and the second time with the others.</summary>
    /// <returns>Ends when the last answer has come.</returns>
    public async Task GoAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("go".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        await ReadAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _token.DisposeAsync();
    }

    // Run by the dotnet host, the host is the program and this is its first argument.
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(BareRun).Assembly.Location] : [];

    private async Task<string> ReadAsync(CancellationToken cancellationToken) => await _process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InvalidOperationException($"The bare client ended with exit code {(_process.HasExited ? _process.ExitCode : -1)}.");
}
