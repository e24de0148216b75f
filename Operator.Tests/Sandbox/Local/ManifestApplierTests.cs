using System.Net;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class ManifestApplierTests : IDisposable
{
    private const string Core = """{"resources":[{"name":"configmaps","kind":"ConfigMap","namespaced":true},{"name":"namespaces/status","kind":"Namespace","namespaced":false},{"name":"namespaces","kind":"Namespace","namespaced":false}]}""";
    private const string Extensions = """{"resources":[{"name":"customresourcedefinitions","kind":"CustomResourceDefinition","namespaced":false}]}""";
    private const string Definition = "{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: lamps.example.com } }";
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Query = "?fieldManager=irsa-sandbox";

    private readonly FakeApiServer _server = new();
    private readonly HttpClient _client;
    private readonly ManifestApplier _applier;

    public ManifestApplierTests()
    {
        _client = new HttpClient(_server);
        _applier = new ManifestApplier(_client, new Uri("https://127.0.0.1:6443"), "admin");
        _server.Answer("GET /api/v1", Core);
        _server.Answer("GET /apis/apiextensions.k8s.io/v1", Extensions);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_namespaced_object_is_applied_below_its_namespace()
    {
        _server.Answer($"PATCH /api/v1/namespaces/dev/configmaps/c{Query}&force=true", "{}");

        await ApplyAsync("{ apiVersion: v1, kind: ConfigMap, metadata: { name: c, namespace: dev } }");

        var (_, mediaType, body) = _server.Requests[^1];
        Assert.Equal("application/apply-patch+yaml", mediaType);
        Assert.Contains("kind: ConfigMap", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_wide_object_is_applied_under_its_resource_and_not_under_a_subresource()
    {
        _server.Answer($"PATCH /api/v1/namespaces/dev{Query}&force=true", "{}");

        await ApplyAsync("{ apiVersion: v1, kind: Namespace, metadata: { name: dev } }");

        Assert.StartsWith("PATCH /api/v1/namespaces/dev?", _server.Requests[^1].Call, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_is_asked_once_for_each_version()
    {
        _server.Answer($"PATCH /api/v1/namespaces/dev{Query}&force=true", "{}");

        await ApplyAsync("{ apiVersion: v1, kind: Namespace, metadata: { name: dev } }");
        await ApplyAsync("{ apiVersion: v1, kind: Namespace, metadata: { name: dev } }");

        Assert.Single(_server.Requests, request => request.Call == "GET /api/v1");
    }

    [Fact]
    public async Task A_definition_that_is_not_there_is_created()
    {
        _server.Answer($"POST {Definitions}{Query}", "{}", HttpStatusCode.Created);

        await ApplyAsync(Definition);

        Assert.Equal("application/yaml", _server.Requests[^1].MediaType);
    }

    [Fact]
    public async Task A_definition_that_is_there_is_replaced_at_its_version()
    {
        _server.Answer($"GET {Definitions}/lamps.example.com", """{"metadata":{"resourceVersion":"17"}}""");
        _server.Answer($"PUT {Definitions}/lamps.example.com{Query}", "{}");

        await ApplyAsync(Definition);

        Assert.Contains("resourceVersion: \"17\"", _server.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_tells_the_object_and_the_servers_reason()
    {
        _server.Answer($"PATCH /api/v1/namespaces/Dev{Query}&force=true", """{"message":"Dev is no DNS label"}""", HttpStatusCode.UnprocessableEntity);

        var error = await Assert.ThrowsAsync<ManifestException>(() => ApplyAsync("{ apiVersion: v1, kind: Namespace, metadata: { name: Dev } }"));

        Assert.Equal("Namespace Dev was refused: Dev is no DNS label", error.Message);
    }

    [Fact]
    public async Task An_unknown_kind_is_told_and_asked_for_again_later()
    {
        const string lamp = "{ apiVersion: example.com/v1, kind: Lamp, metadata: { name: l, namespace: dev } }";
        var error = await Assert.ThrowsAsync<ManifestException>(() => ApplyAsync(lamp));
        Assert.Equal("The API server knows no Lamp in example.com/v1.", error.Message);

        _server.Answer("GET /apis/example.com/v1", """{"resources":[{"name":"lamps","kind":"Lamp","namespaced":true}]}""");
        _server.Answer($"PATCH /apis/example.com/v1/namespaces/dev/lamps/l{Query}&force=true", "{}");
        await ApplyAsync(lamp);
    }

    [Fact]
    public async Task A_kind_is_served_when_it_is_listed_and_answers()
    {
        Assert.False(await _applier.ServesAsync("example.com/v1", "Lamp", Cancellation));
        _server.Answer("GET /apis/example.com/v1", """{"resources":[{"name":"lamps","kind":"Lamp","namespaced":true}]}""");
        Assert.False(await _applier.ServesAsync("example.com/v1", "Lamp", Cancellation));
        _server.Answer("GET /apis/example.com/v1/lamps?limit=1", """{"items":[]}""");
        Assert.True(await _applier.ServesAsync("example.com/v1", "Lamp", Cancellation));
    }

    private async Task ApplyAsync(string yaml)
    {
        foreach (var manifest in Manifest.ParseAll(yaml))
            await _applier.ApplyAsync(manifest, Cancellation);
    }
}
