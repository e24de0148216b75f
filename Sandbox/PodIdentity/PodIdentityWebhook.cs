using IrsaOperator.Sandbox.ControlPlane;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>
/// The EKS pod identity webhook: gives pods of an annotated ServiceAccount a projected token and the variables that the AWS
/// SDKs look for. Behaves as the amazon-eks-pod-identity-webhook does, except that it reads the ServiceAccount from the API
/// server at each call and so never misses a fresh one.
/// </summary>
internal sealed class PodIdentityWebhook : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RemovalTimeout = TimeSpan.FromSeconds(5);
    private readonly IKubernetes _client;
    private readonly WebhookServer _server;
    private readonly PodIdentityWebhookOptions _options;

    private PodIdentityWebhook(IKubernetes client, WebhookServer server, PodIdentityWebhookOptions options)
    {
        _client = client;
        _server = server;
        _options = options;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => _server.Url;

    /// <summary>Starts the server, registers it, and waits until the API server calls it.</summary>
    public static async Task<PodIdentityWebhook> StartAsync(
        LocalControlPlane controlPlane, PodIdentityWebhookOptions options, CancellationToken cancellationToken)
    {
        var certificates = LoopbackCertificates.Create(PodIdentityNames.Configuration, TimeProvider.System);
        var client = controlPlane.AdminClient();
        var server = await WebhookServer.StartAsync(new PodAdmission(client, options), certificates.ServingCertificate(), cancellationToken);
        var webhook = new PodIdentityWebhook(client, server, options);
        try
        {
            await WebhookRegistration.ApplyAsync(client, server.Url, certificates.CaPem, cancellationToken);
            await webhook.WaitUntilCalledAsync(cancellationToken);
            return webhook;
        }
        catch
        {
            await webhook.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(RemovalTimeout);
        try
        {
            await WebhookRegistration.RemoveAsync(_client, deadline.Token);
        }
        catch (Exception exception)
        {
            // The API server may be gone already, and the configuration with it.
            PodIdentityLog.NotRemoved(_options.Loggers.CreateLogger<PodIdentityWebhook>(), exception);
        }

        await _server.DisposeAsync();
        _client.Dispose();
    }

    // The API server learns of a registration through a watch, a moment later. A dry run leaves no pod behind.
    private async Task WaitUntilCalledAsync(CancellationToken cancellationToken)
    {
        var probe = new V1Pod
        {
            Metadata = new V1ObjectMeta { GenerateName = "pod-identity-probe-" },
            Spec = new V1PodSpec { Containers = [new V1Container { Name = "probe", Image = "probe" }] },
        };
        while (_server.Answered == 0)
        {
            await _client.CoreV1.CreateNamespacedPodAsync(probe, "default", dryRun: "All", cancellationToken: cancellationToken);
            if (_server.Answered == 0)
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }
}
