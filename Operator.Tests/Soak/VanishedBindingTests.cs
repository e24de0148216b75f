using System.Text.Json.Nodes;

namespace IrsaOperator.Tests.Soak;

/// <summary>Bindings that are gone before their finalizer was asked: kubernetes/kubernetes#77988.</summary>
public sealed class VanishedBindingTests
{
    private const string Bindings = "irsabindings";
    private const string Name = "dev/app";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_and_ServiceAccount_go_with_a_binding_that_was_deleted_while_its_finalizer_was_added()
    {
        await using var world = await SoakWorld.StartAsync(Cancel);
        await CreateAsync(world);
        world.Cluster.Vanish(Bindings, Name);
        await world.UntilAsync(() => world.Aws.Account.Roles.Count == 0, () => "the role to go", Cancel);
        Assert.Equal(0, world.Cluster.Count("serviceaccounts"));
    }

    [Fact]
    public async Task Nothing_is_touched_of_one_that_was_suspended()
    {
        await using var world = await SoakWorld.StartAsync(Cancel);
        await CreateAsync(world);
        world.Cluster.Put(Bindings, Name, item => item["spec"]!["suspend"] = true);
        await world.PassAsync(TimeSpan.FromMinutes(1), Cancel);
        world.Cluster.Vanish(Bindings, Name);
        await world.PassAsync(TimeSpan.FromMinutes(1), Cancel);
        Assert.Single(world.Aws.Account.Roles);
    }

    private static async Task CreateAsync(SoakWorld world)
    {
        world.Cluster.Put("namespaces", "dev", _ => { });
        world.Cluster.Put(Bindings, Name, item =>
        {
            item["apiVersion"] = "irsa-operator.io/v1alpha1";
            item["kind"] = "IrsaBinding";
            item["spec"] = new JsonObject { ["serviceAccount"] = new JsonObject { ["create"] = true }, ["role"] = new JsonObject() };
        });
        await world.UntilAsync(
            () => world.Cluster.Find(Bindings, Name)!["status"]?["conditions"]?[0]?["status"]?.ToString() == "True", () => "the binding to be ready", Cancel);
        Assert.Single(world.Aws.Account.Roles);
    }
}
