using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Sandbox.PodIdentity;
using IrsaOperator.Tests.EndToEnd;

namespace IrsaOperator.Tests.Sandbox.PodIdentity;

/// <summary>A control plane with the webhook; its own, since a cluster has one webhook and other tests' pods are not its business.</summary>
public sealed class PodIdentityFixture(ControlPlaneFixture shared) : IAsyncLifetime
{
    private PodIdentityWebhook? _webhook;

    internal LocalControlPlane Plane { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // The shared one has provisioned the binaries by the time it is ready.
        await shared.GetAsync(CancellationToken.None);
        Plane = await LocalControlPlane.StartAsync(new LocalControlPlaneOptions(), new TestProgress(), CancellationToken.None);
        _webhook = await PodIdentityWebhook.StartAsync(
            Plane, new PodIdentityWebhookOptions { Region = "eu-central-1" }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_webhook is not null)
            await _webhook.DisposeAsync();
        if (Plane is not null)
            await Plane.DisposeAsync();
    }
}
