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
    public async Task A_namespace_that_anybody_creates_gets_its_default_service_account()
    {
        var plane = await fixture.GetAsync(Cancellation);
        using var client = plane.AdminClient();
        var ns = await client.CoreV1.CreateNamespaceAsync(
            new V1Namespace { Metadata = new V1ObjectMeta { GenerateName = "plain-" } }, cancellationToken: Cancellation);

        await foreach (var (_, account) in client.CoreV1.WatchListNamespacedServiceAccountAsync(ns.Metadata.Name, cancellationToken: Cancellation))
        {
            Assert.Equal("default", account.Metadata.Name);
            return;
        }

        Assert.Fail("The watch ended.");
    }

    [Fact]
    public async Task A_custom_resource_can_be_stored_and_read()
    {
        var plane = await fixture.GetAsync(Cancellation);
        using var client = plane.AdminClient();
        await client.ApiextensionsV1.CreateCustomResourceDefinitionAsync(Gadgets(), cancellationToken: Cancellation);
        await foreach (var (_, definition) in client.ApiextensionsV1.WatchListCustomResourceDefinitionAsync(
            fieldSelector: "metadata.name=gadgets.control-plane.test", cancellationToken: Cancellation))
        {
            if (definition.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) == true)
                break;
        }

        using var gadgets = new GenericClient(client, "control-plane.test", "v1", "gadgets", disposeClient: false);
        var created = await CreateAsync(gadgets, new Gadget { Metadata = new V1ObjectMeta { Name = "first" }, Colour = "red" });
        var read = await gadgets.ReadNamespacedAsync<Gadget>("default", "first", Cancellation);

        Assert.Equal(created.Metadata.Uid, read.Metadata.Uid);
        Assert.Equal("red", read.Colour);
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

    // The resource is served a moment after it is established.
    private static async Task<Gadget> CreateAsync(GenericClient gadgets, Gadget gadget)
    {
        while (true)
        {
            try
            {
                return await gadgets.CreateNamespacedAsync(gadget, "default", Cancellation);
            }
            catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            }
        }
    }

    private static V1CustomResourceDefinition Gadgets() => new()
    {
        Metadata = new V1ObjectMeta { Name = "gadgets.control-plane.test" },
        Spec = new V1CustomResourceDefinitionSpec
        {
            Group = "control-plane.test",
            Scope = "Namespaced",
            Names = new V1CustomResourceDefinitionNames { Kind = "Gadget", Plural = "gadgets" },
            Versions =
            [
                new V1CustomResourceDefinitionVersion
                {
                    Name = "v1",
                    Served = true,
                    Storage = true,
                    Schema = new V1CustomResourceValidation
                    {
                        OpenAPIV3Schema = new V1JSONSchemaProps
                        {
                            Type = "object",
                            Properties = new Dictionary<string, V1JSONSchemaProps> { ["colour"] = new() { Type = "string" } },
                        },
                    },
                },
            ],
        },
    };

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
