using System.Net;
using System.Text.Json;
using IrsaOperator.Tests.EndToEnd;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

public sealed class LocalControlPlaneTests(ControlPlaneFixture fixture)
{
    private const string Audience = "sts.amazonaws.com";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_the_version_it_says()
    {
        var plane = await fixture.GetAsync(Cancellation);
        using var client = plane.AdminClient();

        var version = await client.Version.GetCodeAsync(Cancellation);

        Assert.Equal($"v{plane.Version}", version.GitVersion);
    }

    [Fact]
    public async Task A_token_without_roles_is_denied()
    {
        var plane = await fixture.GetAsync(Cancellation);
        var ns = await fixture.CreateNamespaceAsync("denied", Cancellation);
        var token = await plane.CreateTokenAsync(ns, "default", "https://kubernetes.default.svc", 3600, Cancellation);
        using var client = new Kubernetes(plane.Configuration(token));

        var denied = await Assert.ThrowsAsync<HttpOperationException>(
            () => client.CoreV1.ListNamespacedPodAsync(ns, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.Forbidden, denied.Response.StatusCode);
        Assert.Contains($"system:serviceaccount:{ns}:default", denied.Response.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requested_token_has_the_issuer_and_verifies_against_the_keys()
    {
        var plane = await fixture.GetAsync(Cancellation);
        var ns = await fixture.CreateNamespaceAsync("token", Cancellation);
        var token = await plane.CreateTokenAsync(ns, "default", Audience, 3600, Cancellation);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = plane.Issuer,
            ValidAudience = Audience,
            IssuerSigningKeys = new JsonWebKeySet(await plane.GetJwksAsync(Cancellation)).GetSigningKeys(),
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Matches("^https://oidc\\.eks\\.eu-central-1\\.amazonaws\\.com/id/[0-9A-F]{32}$", plane.Issuer);
        Assert.Equal($"system:serviceaccount:{ns}:default", ((JsonWebToken)result.SecurityToken).Subject);
    }

    [Fact]
    public async Task Server_side_apply_reports_the_other_field_manager()
    {
        var plane = await fixture.GetAsync(Cancellation);
        var ns = await fixture.CreateNamespaceAsync("apply", Cancellation);
        using var client = plane.AdminClient();
        await ApplyAsync(client, ns, "one", "first");

        var conflict = await Assert.ThrowsAsync<HttpOperationException>(() => ApplyAsync(client, ns, "two", "second"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Response.StatusCode);
        Assert.Contains("\\\"first\\\"", conflict.Response.Content, StringComparison.Ordinal);
        var account = await client.CoreV1.ReadNamespacedServiceAccountAsync("app", ns, cancellationToken: Cancellation);
        Assert.Equal("one", account.Metadata.Annotations["role"]);
    }

    [Fact]
    public async Task A_pod_needs_its_service_account_and_gets_its_token_mounted()
    {
        var plane = await fixture.GetAsync(Cancellation);
        var ns = await fixture.CreateNamespaceAsync("pod", Cancellation);
        using var client = plane.AdminClient();

        var pod = await client.CoreV1.CreateNamespacedPodAsync(Pod("default"), ns, cancellationToken: Cancellation);
        var refused = await Assert.ThrowsAsync<HttpOperationException>(
            () => client.CoreV1.CreateNamespacedPodAsync(Pod("missing"), ns, cancellationToken: Cancellation));

        Assert.Contains(pod.Spec.Volumes, volume => volume.Projected?.Sources.Any(source => source.ServiceAccountToken is not null) == true);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Response.StatusCode);
    }

    [Fact]
    public async Task A_kubeconfig_leads_back_to_the_server()
    {
        var plane = await fixture.GetAsync(Cancellation);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(plane.Kubeconfig(plane.AdminToken, "admin")));
        using var client = new Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(file));

        var namespaces = await client.CoreV1.ListNamespaceAsync(cancellationToken: Cancellation);

        Assert.Contains(namespaces.Items, item => item.Metadata.Name == "kube-system");
    }

    private static V1Pod Pod(string serviceAccount) => new()
    {
        Metadata = new V1ObjectMeta { GenerateName = "pod-" },
        Spec = new V1PodSpec { ServiceAccountName = serviceAccount, Containers = [new V1Container { Name = "app", Image = "app" }] },
    };

    private static Task<V1ServiceAccount> ApplyAsync(IKubernetes client, string ns, string role, string manager)
    {
        var patch = JsonSerializer.Serialize(new
        {
            apiVersion = "v1",
            kind = "ServiceAccount",
            metadata = new { name = "app", annotations = new { role } },
        });
        return client.CoreV1.PatchNamespacedServiceAccountAsync(
            new V1Patch(patch, V1Patch.PatchType.ApplyPatch), "app", ns, fieldManager: manager, cancellationToken: Cancellation);
    }
}
