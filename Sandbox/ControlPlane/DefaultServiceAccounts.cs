using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>The one thing of the controller-manager that pods cannot do without: every namespace has a ServiceAccount named default.</summary>
internal sealed class DefaultServiceAccounts : IAsyncDisposable
{
    private static readonly TimeSpan NamespacePoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WatchPause = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IKubernetes _client;
    private readonly TimeProvider _time;
    private readonly Task _watching;

    /// <summary>Starts to watch; the client is disposed of with this.</summary>
    public DefaultServiceAccounts(IKubernetes client, TimeProvider time)
    {
        _client = client;
        _time = time;
        _watching = WatchAsync(_stopping.Token);
    }

    /// <summary>Returns when the namespace has one; a namespace that the API server makes for itself may be a moment late.</summary>
    public async Task CreateAsync(string ns, CancellationToken cancellationToken)
    {
        while (await TryCreateAsync(ns, cancellationToken) == HttpStatusCode.NotFound)
            await Task.Delay(NamespacePoll, _time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                // Without a version to start from, a watch begins with everything there is.
                await foreach (var (type, ns) in _client.CoreV1.WatchListNamespaceAsync(cancellationToken: cancellationToken))
                {
                    if (type == WatchEventType.Added)
                        await TryCreateAsync(ns.Metadata.Name, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or HttpOperationException or IOException or JsonException)
            {
                // The API server is gone for a while, or the watch was cut off.
            }

            await Task.Delay(WatchPause, _time, cancellationToken);
        }
    }

    private async Task<HttpStatusCode> TryCreateAsync(string ns, CancellationToken cancellationToken)
    {
        try
        {
            var account = new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "default" } };
            await _client.CoreV1.CreateNamespacedServiceAccountAsync(account, ns, cancellationToken: cancellationToken);
            return HttpStatusCode.Created;
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode
            is HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // It is there already, its namespace is not there yet, or its namespace is about to go.
            return exception.Response.StatusCode;
        }
    }
}
