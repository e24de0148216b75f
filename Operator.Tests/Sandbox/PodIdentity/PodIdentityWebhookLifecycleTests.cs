using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Sandbox.PodIdentity;
using IrsaOperator.Tests.EndToEnd;
using k8s;

namespace IrsaOperator.Tests.Sandbox.PodIdentity;

public sealed class PodIdentityWebhookLifecycleTests(ControlPlaneFixture shared)
{
    private static readonly PodIdentityWebhookOptions Options = new() { Region = "eu-central-1" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_registration_goes_with_the_webhook_and_a_left_over_one_is_replaced()
    {
        await using var plane = await StartAsync();
        using var client = plane.AdminClient();
        await client.AdmissionregistrationV1.CreateMutatingWebhookConfigurationAsync(
            WebhookRegistration.Configuration(new Uri("https://127.0.0.1:1"), plane.CaPem), cancellationToken: Cancellation);

        var webhook = await PodIdentityWebhook.StartAsync(plane, Options, Cancellation);
        var url = new Uri(webhook.Url, "/mutate").ToString();
        var registered = await client.AdmissionregistrationV1.ListMutatingWebhookConfigurationAsync(cancellationToken: Cancellation);
        await webhook.DisposeAsync();
        var left = await client.AdmissionregistrationV1.ListMutatingWebhookConfigurationAsync(cancellationToken: Cancellation);

        Assert.Equal(url, Assert.Single(registered.Items).Webhooks[0].ClientConfig.Url);
        Assert.Empty(left.Items);
    }

    [Fact]
    public async Task The_webhook_ends_quietly_when_the_API_server_is_gone()
    {
        await using var plane = await StartAsync();
        var webhook = await PodIdentityWebhook.StartAsync(plane, Options, Cancellation);
        await plane.KillApiServerAsync();

        Assert.Null(await Record.ExceptionAsync(() => webhook.DisposeAsync().AsTask()));
    }

    private async Task<LocalControlPlane> StartAsync()
    {
        await shared.GetAsync(Cancellation);
        return await LocalControlPlane.StartAsync(new LocalControlPlaneOptions(), new TestProgress(), Cancellation);
    }
}
