using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.EndToEnd;
using k8s;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class ManifestApplierOnARealServerTests(ControlPlaneFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_definition_with_rules_can_be_put_there_twice_and_its_objects_applied()
    {
        var plane = await fixture.GetAsync(Cancellation);
        using var http = ServerReadiness.Trusting(plane.CaPem);
        var applier = new ManifestApplier(http, plane.Url, plane.AdminToken);
        var group = $"g{Guid.NewGuid():N}.example.com";
        var definition = Assert.Single(Manifest.ParseAll($$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: lamps.{{group}} }
            spec:
              group: {{group}}
              scope: Cluster
              names: { kind: Lamp, plural: lamps }
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      x-kubernetes-validations: [ { rule: "true" } ]
                      properties: { spec: { type: object, properties: { version: { type: string } } } }
            """));

        await applier.ApplyAsync(definition, Cancellation);
        await applier.ApplyAsync(definition, Cancellation);
        while (!await applier.ServesAsync($"{group}/v1", "Lamp", Cancellation))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        var lamp = Assert.Single(Manifest.ParseAll($$"""{ apiVersion: {{group}}/v1, kind: Lamp, metadata: { name: l }, spec: { version: "2012" } }"""));
        await applier.ApplyAsync(lamp, Cancellation);
        await applier.ApplyAsync(lamp, Cancellation);

        using var client = plane.AdminClient();
        var found = await client.CustomObjects.GetClusterCustomObjectAsync(group, "v1", "lamps", "l", Cancellation);
        Assert.Contains("\"version\":\"2012\"", KubernetesJson.Serialize(found), StringComparison.Ordinal);
    }
}
