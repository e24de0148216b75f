using System.Globalization;
using System.Text.Json.Nodes;
using IrsaOperator.Tests.Reliability;

namespace IrsaOperator.Tests.Soak;

/// <summary>
/// A thousand bindings for hours of simulated time: audits, edits, wiped ServiceAccounts, drift, throttling, and bindings that come and
/// go. What the operator holds must not grow, and nothing of those that are gone may stay.
/// </summary>
/// <remarks>By hand: IRSA_SOAK_HOURS=24 for longer, IRSA_SOAK_BINDINGS for another number.</remarks>
[Collection(MemorySoakCollection.Name)]
public sealed class MemorySoakTests(ITestOutputHelper output)
{
    private const string Bindings = "irsabindings";
    private const string ServiceAccounts = "serviceaccounts";

    /// <summary>Bounded by itself, and full only after a while.</summary>
    private const string Bounded = "EventWriter.series";

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly int Count = Number("IRSA_SOAK_BINDINGS", 400);
    private static readonly int Hours = Number("IRSA_SOAK_HOURS", 2);

    private readonly Random _random = new(1);
    private readonly List<string> _alive = [];
    private int _made;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_operator_holds_does_not_grow_and_nothing_stays_of_bindings_that_are_gone()
    {
        await using var world = await SoakWorld.StartAsync(Cancel);
        world.Cluster.Put("namespaces", "soak", _ => { });
        for (var i = 0; i < Count; i++)
            Create(world);
        await world.UntilAsync(() => IsReady(world), () => $"{NotReady(world)} to be ready", Cancel);

        var quarters = new List<(long Memory, SortedDictionary<string, int> Held)>();
        for (var quarter = 0; quarter < Hours * 4; quarter++)
        {
            Disturb(world);
            await world.PassAsync(Quarter, Cancel);
            world.Aws.Journal.Clear();
            quarters.Add((GC.GetTotalMemory(forceFullCollection: true), world.Held()));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(quarter + 1) * Quarter:hh\\:mm} {quarters[^1].Memory / 1048576d:F1} MiB, {quarters[^1].Held.Values.Sum()} entries, {world.Cluster.Count(Bindings)} bindings, {world.Aws.Account.Roles.Count} roles"));
        }

        Assert.True(IsReady(world));
        Judge(quarters);
        Figures.Add("soak, simulated hours", Hours);

        foreach (var name in _alive)
            world.Cluster.Delete(Bindings, name);
        await world.UntilAsync(() => world.Cluster.Count(Bindings) == 0, () => "all bindings to be gone", Cancel);
        await world.PassAsync(Quarter, Cancel);

        // What IAM settles is let go when the next one goes.
        _alive.Clear();
        Create(world);
        await world.UntilAsync(() => IsReady(world), () => $"{NotReady(world)} to be ready", Cancel);
        world.Cluster.Delete(Bindings, _alive[0]);
        await world.UntilAsync(() => world.Cluster.Count(Bindings) == 0, () => "the last binding to be gone", Cancel);
        var left = world.Held().Where(held => held.Key != Bounded && held.Value > 50).ToList();
        Assert.True(left.Count == 0, $"Of {_made} bindings that are gone there is left: {string.Join(", ", left)}");
        Assert.DoesNotContain(world.Aws.Account.Roles, role => role.Path == "/irsa-operator/");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : otherwise;

    private static bool IsGenerationSeen(JsonObject binding) =>
        binding["status"]?["observedGeneration"]?.GetValue<long>() == binding["metadata"]!["generation"]!.GetValue<long>()
        && binding["status"]!["conditions"]![0]!["status"]!.ToString() == "True";

    private string NotReady(SoakWorld world) =>
        _alive.Select(name => world.Cluster.Find(Bindings, name)!).FirstOrDefault(binding => !IsGenerationSeen(binding))?.ToJsonString() ?? "none";

    private bool IsReady(SoakWorld world) => world.Cluster.Count(Bindings) == _alive.Count && _alive.TrueForAll(name => IsGenerationSeen(world.Cluster.Find(Bindings, name)!));

    private void Create(SoakWorld world)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"soak/b{_made++}");
        _alive.Add(name);
        world.Cluster.Put(Bindings, name, item =>
        {
            item["apiVersion"] = "irsa-operator.io/v1alpha1";
            item["kind"] = "IrsaBinding";
            item["spec"] = JsonNode.Parse("""
                {"serviceAccount":{"create":true},"role":{"managedPolicies":["AmazonS3ReadOnlyAccess"],"inlinePolicies":[{"name":"table",
                "document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}}]}}
                """);
        });
    }

    /// <summary>A tenth goes and as many come; some are edited, some lose their annotations, some their policies or the whole role.</summary>
    private void Disturb(SoakWorld world)
    {
        for (var i = 0; i < Count / 10; i++)
        {
            var gone = Any();
            world.Cluster.Delete(Bindings, gone);
            _alive.Remove(gone);
            Create(world);
        }

        for (var i = 0; i < Count / 20; i++)
        {
            world.Cluster.Put(Bindings, Any(), item => item["spec"]!["role"]!["description"] = $"edit {_random.Next()}");
            if (Any() is var account && world.Cluster.Find(ServiceAccounts, account) is not null)
            {
                world.Cluster.Put(ServiceAccounts, account, item =>
                {
                    item["metadata"]!["annotations"] = null;
                    item["metadata"]!["managedFields"] = null;
                });
            }
        }

        foreach (var (at, role) in world.Aws.Account.Roles.Where(role => role.Path == "/irsa-operator/").OrderBy(_ => _random.Next()).Take(Count / 20).Index().ToList())
        {
            if (at % 2 == 0)
                world.Aws.Account.ChangeRole(role.Name, known => known with { AttachedPolicies = [] });
            else
                world.Aws.Account.RemoveRole(role.Name);
        }

        world.Aws.Behaviour.Fail(call => call.Service == "iam", "Throttling", 400, times: 20);
        world.Aws.Behaviour.Fail("CreateRole", "ServiceFailure", 500, times: 20);
    }

    private string Any() => _alive[_random.Next(_alive.Count)];

    /// <summary>The last quarter is held against the first: by then, everything had been filled once. A note for each binding that is there is none too many.</summary>
    private static void Judge(List<(long Memory, SortedDictionary<string, int> Held)> quarters)
    {
        var (first, last) = (quarters[0], quarters[^1]);
        foreach (var (what, count) in last.Held.Where(held => held.Key != Bounded))
        {
            var before = first.Held.GetValueOrDefault(what);
            Assert.True(count <= Math.Max(before * 1.05, Count) + 50, $"{what} grew from {before} to {count}");
        }

        Assert.True(last.Held.GetValueOrDefault(Bounded) <= 4096);
        Assert.True(last.Memory <= (first.Memory * 1.15) + (8 << 20), $"Memory grew from {first.Memory} to {last.Memory}");
    }
}
