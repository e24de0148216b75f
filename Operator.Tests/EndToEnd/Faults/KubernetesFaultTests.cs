using System.Globalization;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Reliability;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>I8: whatever the API server does, nothing that happens is lost.</summary>
[Collection(FaultCollection.Name)]
public sealed class KubernetesFaultTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Bindings = 10;

    private string _namespace = "";
    private int _faults;

    public async ValueTask InitializeAsync() => _namespace = await fixture.BeginAsync("kube");

    public ValueTask DisposeAsync()
    {
        fixture.Mend();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Watches_that_are_cut_again_and_again_lose_no_binding()
    {
        using var ending = new CancellationTokenSource();
        var cutting = CutAsync(ending.Token);
        await LifeAsync();
        await ending.CancelAsync();
        await cutting;
        Report("watches cut");

        async Task CutAsync(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                fixture.Api.CutWatches();
                _faults++;
                await Task.Delay(300, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [Fact]
    public async Task Watches_that_are_too_old_are_begun_anew_from_a_list()
    {
        fixture.Api.Before = call => new(call.IsWatch && Interlocked.Increment(ref _faults) <= 12 ? ApiAnswer.Gone : null);
        fixture.Api.CutWatches();
        await LifeAsync();

        // Each pauses a little longer than the last, and a busy machine may have got through this life before the twelfth.
        await fixture.EventuallyAsync(() => Task.FromResult(Volatile.Read(ref _faults)), faults => faults >= 12, "twelve refusals");
        await fixture.ReadyAsync(_namespace, (await fixture.CreateAsync(_namespace, "after", spec => spec.ServiceAccount!.Create = true)).Metadata.Name);
        Report("watches refused with 410 Gone");
    }

    [Fact]
    public async Task Conflicts_on_every_first_write_are_tried_again()
    {
        var refused = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        fixture.Api.Before = call =>
        {
            if (!call.IsWrite || !call.IsIn(_namespace) || refused.AddOrUpdate($"{call.Method} {call.Path}", 1, (_, times) => times + 1) > 2)
                return new((ApiAnswer?)null);
            Interlocked.Increment(ref _faults);
            return new(ApiAnswer.Conflict);
        };
        await LifeAsync();
        Report("writes refused with 409 Conflict");
        Assert.InRange(_faults, Bindings, int.MaxValue);
    }

    [Fact]
    public async Task A_webhook_that_denies_is_named_and_nothing_is_lost_when_it_gives_in()
    {
        var denies = true;
        fixture.Api.Before = call =>
        {
            if (!denies || call.Method != "PATCH" || !call.IsIn(_namespace) || !call.Path.Contains("/serviceaccounts", StringComparison.Ordinal))
                return new((ApiAnswer?)null);
            Interlocked.Increment(ref _faults);
            return new(ApiAnswer.Denied);
        };
        await fixture.CreateAsync(_namespace, "app", spec => spec.ServiceAccount!.Create = true);
        var denied = await fixture.EventuallyAsync(
            () => fixture.FindAsync(_namespace, "app"), found => found?.Condition(ConditionTypes.ServiceAccountReady) is { Status: "False" }, "the denial to be told");
        Assert.Contains("policy.example.com", denied!.Condition(ConditionTypes.ServiceAccountReady)!.Message, StringComparison.Ordinal);
        denies = false;
        await fixture.ReadyAsync(_namespace, "app");
        Report("writes denied");
    }

    [Fact]
    public async Task What_happens_while_the_API_server_is_away_is_caught_up_with()
    {
        await CreateAllAsync();
        await ReadyAllAsync();
        fixture.Api.Cut(cut: true);
        _faults = 1;
        await fixture.PatchAsync(_namespace, Name(0), """{"role":{"tags":{"while":"away"}}}""");
        await fixture.Client.DeleteAsync<IrsaBinding>(Name(1), _namespace, FaultFixture.Cancel);
        await fixture.CreateAsync(_namespace, "late", spec => spec.ServiceAccount!.Create = true);
        await fixture.Client.PatchAsync<V1ServiceAccount>(
            new V1Patch("""{"metadata":{"annotations":null}}""", V1Patch.PatchType.MergePatch), Name(2), _namespace, cancellationToken: FaultFixture.Cancel);
        fixture.Api.Cut(cut: false);

        await fixture.GoneAsync(_namespace, Name(1));
        await fixture.ReadyAsync(_namespace, "late");
        var changed = await fixture.ReadyAsync(_namespace, Name(0));
        await fixture.EventuallyAsync(
            () => Task.FromResult(fixture.Aws.Account.FindRole(changed.Status.Role!.Name!)!), role => role.Tags.GetValueOrDefault("while") == "away", "the edit to be made");
        await fixture.EventuallyAsync(
            async () => (await fixture.Client.GetAsync<V1ServiceAccount>(Name(2), _namespace, FaultFixture.Cancel))!.Metadata.Annotations, found => found?.ContainsKey(WellKnown.RoleArnAnnotation) == true, "the annotation to be put back");
        Report("outages");
    }

    [Fact]
    public async Task An_API_server_that_is_killed_and_started_again_is_gone_on_with()
    {
        await CreateAllAsync();
        await fixture.Eks.Plane.KillApiServerAsync();
        _faults = 1;
        await fixture.Eks.Plane.RestartApiServerAsync(FaultFixture.Cancel);
        await ReadyAllAsync();
        await fixture.Client.DeleteAsync<IrsaBinding>(Name(0), _namespace, FaultFixture.Cancel);
        await fixture.GoneAsync(_namespace, Name(0));
        Assert.Equal(Bindings - 1, Roles().Count);
        Report("API servers killed");
    }

    [Fact]
    public async Task An_etcd_that_is_killed_and_started_again_is_gone_on_with()
    {
        await CreateAllAsync();
        await fixture.PatchAsync(_namespace, Name(0), """{"role":{"tags":{"before":"kill"}}}""");
        await fixture.Eks.Plane.KillEtcdAsync();
        _faults = 1;

        // The operator goes on asking an API server that can neither write nor watch from the beginning.
        var asked = 0;
        fixture.Api.Before = _ =>
        {
            Interlocked.Increment(ref asked);
            return new((ApiAnswer?)null);
        };
        fixture.Api.CutWatches();
        await fixture.EventuallyAsync(() => Task.FromResult(Volatile.Read(ref asked)), calls => calls >= 10, "calls without etcd");
        await fixture.Eks.Plane.RestartEtcdAsync(FaultFixture.Cancel);
        await ReadyAllAsync();
        Assert.Equal("kill", fixture.Aws.Account.FindRole((await fixture.ReadyAsync(_namespace, Name(0))).Status.Role!.Name!)!.Tags["before"]);
        await fixture.Client.DeleteAsync<IrsaBinding>(Name(0), _namespace, FaultFixture.Cancel);
        await fixture.GoneAsync(_namespace, Name(0));
        Assert.Equal(Bindings - 1, Roles().Count);
        Report("etcd processes killed");
    }

    [Fact]
    public async Task Answers_that_never_come_hold_up_nobody_for_ever()
    {
        var hung = 0;
        fixture.Api.Before = async call =>
        {
            if (!call.IsWrite || !call.IsIn(_namespace) || Interlocked.Increment(ref hung) > 3)
                return null;
            Interlocked.Increment(ref _faults);
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            return ApiAnswer.Dropped;
        };
        await LifeAsync();
        Report("writes left without an answer");
    }

    [Fact]
    public async Task A_CRD_that_is_taken_away_and_put_back_takes_its_bindings_with_it_and_no_more()
    {
        await fixture.CreateAsync(_namespace, "app", spec => spec.ServiceAccount!.Create = true);
        var role = (await fixture.ReadyAsync(_namespace, "app")).Status.Role!.Name!;
        const string crd = $"{WellKnown.Plural}.{WellKnown.Group}";
        await fixture.Client.ApiClient.ApiextensionsV1.DeleteCustomResourceDefinitionAsync(crd, cancellationToken: FaultFixture.Cancel);
        await fixture.EventuallyAsync(
            async () => (await fixture.Client.ApiClient.ApiextensionsV1.ListCustomResourceDefinitionAsync(cancellationToken: FaultFixture.Cancel)).Items.Any(one => one.Metadata.Name == crd), there => !there, "the CRD to be gone");
        Assert.Null(fixture.Aws.Account.FindRole(role));
        _faults = 1;

        await OperatorInstallation.ApplyAsync(fixture.Eks.Plane, fixture.Eks.Client, fixture.Eks.Manifests, FaultFixture.Cancel);
        await fixture.CreateAsync(_namespace, "second", spec => spec.ServiceAccount!.Create = true);
        await fixture.ReadyAsync(_namespace, "second");
        Report("CRDs removed");
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"b{i}");

    /// <summary>Bindings come, change and go, while the fault lasts; at the end there is what the specs say.</summary>
    private async Task LifeAsync()
    {
        await CreateAllAsync();
        await ReadyAllAsync();
        for (var i = 0; i < Bindings; i++)
            await fixture.PatchAsync(_namespace, Name(i), """{"role":{"managedPolicies":["AmazonS3ReadOnlyAccess"]}}""");
        await ReadyAllAsync();
        Assert.All(Roles(), role => Assert.Equal(["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"], role.AttachedPolicies));
        for (var i = 0; i < Bindings; i++)
            await fixture.Client.DeleteAsync<IrsaBinding>(Name(i), _namespace, FaultFixture.Cancel);
        for (var i = 0; i < Bindings; i++)
            await fixture.GoneAsync(_namespace, Name(i));
        Assert.Empty(Roles());
        Assert.DoesNotContain(await fixture.Client.ListAsync<V1ServiceAccount>(_namespace, cancellationToken: FaultFixture.Cancel), account => account.Metadata.Name != "default");
    }

    private List<IrsaOperator.Sandbox.Aws.Model.IamRole> Roles() => [.. fixture.Aws.Account.Roles.Where(role => role.Name.StartsWith(_namespace, StringComparison.Ordinal))];

    private async Task CreateAllAsync()
    {
        for (var i = 0; i < Bindings; i++)
            await fixture.CreateAsync(_namespace, Name(i), spec => spec.ServiceAccount!.Create = true);
    }

    private async Task ReadyAllAsync()
    {
        for (var i = 0; i < Bindings; i++)
            await fixture.ReadyAsync(_namespace, Name(i));
    }

    private void Report(string what)
    {
        output.WriteLine($"{_faults} {what}");
        Figures.Add("Kubernetes faults injected", _faults);
    }
}
