using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Sandbox.Local;

/// <summary>A token in a file, renewed long before it expires: what a kubelet does for a pod's projected volume.</summary>
internal sealed class ProjectedToken : IAsyncDisposable
{
    private const double RenewAt = 0.8;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<CancellationToken, Task<string>> _request;
    private readonly TimeSpan _lifetime;
    private readonly TimeProvider _time;
    private Task _renewal = Task.CompletedTask;

    private ProjectedToken(string file, Func<CancellationToken, Task<string>> request, TimeSpan lifetime, TimeProvider time)
    {
        File = file;
        _request = request;
        _lifetime = lifetime;
        _time = time;
    }

    public string File { get; }

    /// <summary>Writes the first token and goes on renewing it until it is disposed of.</summary>
    public static async Task<ProjectedToken> StartAsync(
        string file, Func<CancellationToken, Task<string>> request, TimeSpan lifetime, TimeProvider time, CancellationToken cancellationToken)
    {
        var token = new ProjectedToken(file, request, lifetime, time);
        await token.WriteAsync(cancellationToken);
        token._renewal = token.RenewAsync();
        return token;
    }

    /// <summary>A token for a ServiceAccount from the TokenRequest API.</summary>
    public static Task<ProjectedToken> StartAsync(
        string file, LocalControlPlane controlPlane, string audience, TimeSpan lifetime, CancellationToken cancellationToken) =>
        StartAsync(
            file,
            cancellation => controlPlane.CreateTokenAsync(
                OperatorIdentity.Namespace, OperatorIdentity.ServiceAccount, audience, (long)lifetime.TotalSeconds, cancellation),
            lifetime,
            TimeProvider.System,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RenewAsync()
    {
        var pause = _lifetime * RenewAt;
        while (true)
        {
            await Task.Delay(pause, _time, _stopping.Token);
            try
            {
                await WriteAsync(_stopping.Token);
                pause = _lifetime * RenewAt;
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                // The API server may be restarting; the old token is good for a while yet.
                pause = RetryAfter;
            }
        }
    }

    // Put in place by a rename, so that no reader sees half a token.
    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var written = File + ".new";
        await PrivateFile.WriteAsync(written, await _request(cancellationToken), cancellationToken);
        System.IO.File.Move(written, File, overwrite: true);
    }
}
