using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.Sandbox.PodIdentity;

public sealed class PodIdentityWebhookTests(PodIdentityFixture fixture) : IClassFixture<PodIdentityFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => [.. PodIdentityCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Pods_are_created_as_on_EKS(string name)
    {
        var example = PodIdentityCase.All[name];
        using var client = fixture.Plane.AdminClient();
        var ns = $"case-{Guid.NewGuid():N}";
        await fixture.Plane.CreateNamespaceAsync(ns, Cancellation);
        await client.CoreV1.CreateNamespacedServiceAccountAsync(
            new V1ServiceAccount
            {
                Metadata = new V1ObjectMeta { Name = "app", Annotations = KubernetesYaml.Deserialize<Dictionary<string, string>>(example.Annotations) },
            },
            ns,
            cancellationToken: Cancellation);
        var pod = KubernetesYaml.Deserialize<V1Pod>(example.Pod);
        pod.Metadata ??= new V1ObjectMeta();
        pod.Metadata.Name = "pod";
        pod.Spec.ServiceAccountName = "app";

        var created = await client.CoreV1.CreateNamespacedPodAsync(pod, ns, cancellationToken: Cancellation);

        Assert.Equal(example.Expected, PodText.Of(created), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task The_webhook_is_registered_as_on_EKS()
    {
        using var client = fixture.Plane.AdminClient();

        var configuration = await client.AdmissionregistrationV1.ReadMutatingWebhookConfigurationAsync(
            "pod-identity-webhook", cancellationToken: Cancellation);

        var webhook = Assert.Single(configuration.Webhooks);
        Assert.Equal("iam-for-pods.amazonaws.com", webhook.Name);
        Assert.Equal("Ignore", webhook.FailurePolicy);
        Assert.Equal("/mutate", new Uri(webhook.ClientConfig.Url).AbsolutePath);
        Assert.Equal("127.0.0.1", new Uri(webhook.ClientConfig.Url).Host);
        Assert.Equal(["v1"], webhook.AdmissionReviewVersions);
    }
}
