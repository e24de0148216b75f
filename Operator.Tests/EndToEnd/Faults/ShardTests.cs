using System.Collections.Concurrent;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>A cluster that two operators share, each with namespaces and a lease of its own.</summary>
[Collection(ReplicaCollection.Name)]
public sealed class ShardTests(FaultFixture fixture) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _writesOfOne = new();
    private readonly ConcurrentQueue<string> _writesOfTwo = new();
    private Replica _one = null!;
    private Replica _two = null!;
    private string _namespaceOfOne = "";
    private string _namespaceOfTwo = "";
    private string _namespaceOfNobody = "";

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async ValueTask InitializeAsync()
    {
        await fixture.StopAsync();
        fixture.Eks.ByHand = true;
        _namespaceOfOne = await fixture.CreateNamespaceAsync("shard-one");
        _namespaceOfTwo = await fixture.CreateNamespaceAsync("shard-two");
        _namespaceOfNobody = await fixture.CreateNamespaceAsync("shard-none");
        _one = await StartAsync("one", "shard-one-*", _writesOfOne);
        _two = await StartAsync("two", "shard-two-*", _writesOfTwo);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Each_shard_makes_and_removes_the_roles_of_its_own_namespaces_and_touches_nothing_else()
    {
        await fixture.EventuallyAsync(() => Task.FromResult(_one.Leads && _two.Leads), both => both, "both to lead, each by its own lease");
        foreach (var @namespace in new[] { _namespaceOfOne, _namespaceOfTwo, _namespaceOfNobody })
            await CreateAsync(@namespace);
        await fixture.ReadyAsync(_namespaceOfOne, "app");
        await fixture.ReadyAsync(_namespaceOfTwo, "app");

        await DeleteAsync(_namespaceOfOne);
        await DeleteAsync(_namespaceOfTwo);
        await DeleteAsync(_namespaceOfNobody);

        Assert.NotEmpty(_writesOfOne);
        Assert.NotEmpty(_writesOfTwo);
        Assert.All(_writesOfOne, write => Assert.Contains($"/namespaces/{_namespaceOfOne}/", write, StringComparison.Ordinal));
        Assert.All(_writesOfTwo, write => Assert.Contains($"/namespaces/{_namespaceOfTwo}/", write, StringComparison.Ordinal));
        Assert.DoesNotContain(fixture.Aws.Account.Roles, role =>
            role.Name.StartsWith($"{_namespaceOfOne}-", StringComparison.Ordinal) || role.Name.StartsWith($"{_namespaceOfTwo}-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_holds_up_or_reports_on_a_binding_that_belongs_to_no_shard()
    {
        await CreateAsync(_namespaceOfNobody);
        await CreateAsync(_namespaceOfOne);
        await CreateAsync(_namespaceOfTwo);
        await fixture.ReadyAsync(_namespaceOfOne, "app");
        await fixture.ReadyAsync(_namespaceOfTwo, "app");

        var alone = (await fixture.FindAsync(_namespaceOfNobody, "app"))!;
        Assert.Null(alone.Metadata.Finalizers);
        Assert.Null(alone.Status?.Conditions);
    }

    [Fact]
    public async Task A_namespace_that_moves_to_another_shard_is_taken_over_without_a_write_to_AWS()
    {
        await CreateAsync(_namespaceOfOne);
        var before = await fixture.ReadyAsync(_namespaceOfOne, "app");
        Assert.Equal(0, await _one.Process.StopAsync());
        Assert.Equal(0, await _two.Process.StopAsync());
        var mark = fixture.Aws.Journal.Mark();

        await using var both = await StartAsync("both", "shard-one-*,shard-two-*", new ConcurrentQueue<string>());
        await fixture.EventuallyAsync(
            () => both.Process.MetricsAsync(Cancel), page => Histories.OperatorMetrics.Bindings(page) >= 1, "the binding to be looked at");
        await fixture.PatchAsync(_namespaceOfOne, "app", """{"role":{"description":"moved"}}""");
        var after = await fixture.ReadyAsync(_namespaceOfOne, "app");

        Assert.Equal(before.Status!.Role!.Id, after.Status!.Role!.Id);
        var writes = fixture.Aws.Journal.Since(mark).Where(call => OperatorIdentity.IsOperator(call.Principal) && OperatorFixture.IsWrite(call.Operation));
        Assert.Equal(["UpdateRole"], writes.Select(call => call.Operation));
    }

    private async Task<Replica> StartAsync(string shard, string namespaces, ConcurrentQueue<string> writes)
    {
        var replica = await Replica.StartAsync(fixture, "--shard", shard, "--namespaces", namespaces);
        replica.Api.Before = call =>
        {
            if (call.Method != "GET" && !call.Path.Contains("/leases", StringComparison.Ordinal) && !call.Path.Contains("/events", StringComparison.Ordinal))
                writes.Enqueue($"{call.Method} {call.Path}");
            return ValueTask.FromResult<ApiAnswer?>(null);
        };
        return replica;
    }

    private Task<IrsaBinding> CreateAsync(string @namespace) => fixture.CreateAsync(@namespace, "app", spec =>
    {
        spec.ServiceAccount!.Create = true;
        spec.Role!.InlinePolicies = [Sample.Inline("table")];
    });

    private async Task DeleteAsync(string @namespace)
    {
        await fixture.Client.DeleteAsync<IrsaBinding>("app", @namespace, Cancel);
        await fixture.GoneAsync(@namespace, "app");
    }
}
