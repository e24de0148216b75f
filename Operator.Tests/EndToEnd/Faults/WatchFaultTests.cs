using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using IrsaOperator.Api;
using IrsaOperator.Tests.Reliability;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>I7 and I8: what watches bring too little of, too much of, or in a shape that nobody can read.</summary>
[Collection(FaultCollection.Name)]
public sealed class WatchFaultTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Far more than a watch of the API server keeps for a reader who does not come.</summary>
    private const int Burst = 5_000;

    /// <summary>So that they don't fit between the API server and the operator, in whatever the system keeps there.</summary>
    private const int Padding = 3_000;

    private string _namespace = "";

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async ValueTask InitializeAsync() => _namespace = await fixture.BeginAsync("watch");

    public ValueTask DisposeAsync()
    {
        fixture.Mend();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_bookmarks_a_quiet_watch_goes_on_from_where_it_was_and_lists_only_what_the_API_server_forgot()
    {
        // A process of its own: one that was here before may still be listing what expired in another test, and has forgotten the first lines of its log.
        await fixture.StopAsync();
        await fixture.StartAsync();
        await fixture.CreateAsync(_namespace, "before", spec => spec.ServiceAccount!.Create = true);
        await fixture.ReadyAsync(_namespace, "before");
        var (kept, watches) = (0, 0);
        var lists = new ConcurrentQueue<string>();
        fixture.Api.Before = call =>
        {
            if (IsReflectorsList(call))
                lists.Enqueue(call.Path);
            if (call.IsWatch)
                Interlocked.Increment(ref watches);
            return new((ApiAnswer?)null);
        };
        fixture.Api.Rewrite = (_, line) =>
        {
            if (!line.StartsWith("""{"type":"BOOKMARK""", StringComparison.Ordinal))
                return new(line);
            Interlocked.Increment(ref kept);
            return new((string?)null);
        };

        // Watches end again and again, and begin where the last event was: no bookmark has told of the versions that went by, elsewhere.
        fixture.Api.WatchDuration = TimeSpan.FromSeconds(2);
        fixture.Api.CutWatches();
        for (var i = 0; Volatile.Read(ref watches) < 12; i++)
        {
            await fixture.Client.CreateAsync(
                new V1ConfigMap { ApiVersion = "v1", Kind = "ConfigMap", Metadata = new() { Name = string.Create(CultureInfo.InvariantCulture, $"noise-{i}"), NamespaceProperty = _namespace } }, Cancel);
            Assert.True(i < 3_000, $"{kept} bookmarks over {watches} watches.");
            await Task.Delay(20, Cancel);
        }

        await fixture.PatchAsync(_namespace, "before", """{"role":{"tags":{"after":"silence"}}}""");
        await fixture.CreateAsync(_namespace, "after", spec => spec.ServiceAccount!.Create = true);
        await fixture.ReadyAsync(_namespace, "after");
        var before = await fixture.ReadyAsync(_namespace, "before");
        Assert.Equal("silence", fixture.Aws.Account.FindRole(before.Status.Role!.Name!)!.Tags["after"]);
        Report($"{watches} watches that ended without a bookmark, of which {kept} had been sent; lists: {string.Join(", ", lists)}", watches);
        var expired = Expired();
        Assert.True(lists.Count <= expired, $"{string.Join(", ", lists)} listed, {expired} watches expired.");
        Assert.Equal(lists.Distinct(StringComparer.Ordinal), lists);
    }

    [Fact]
    public async Task Events_for_5000_objects_at_once_lose_none_of_the_few_that_matter()
    {
        // A process of its own, whose log begins here.
        await fixture.StopAsync();
        await fixture.StartAsync();
        int[] bound = [0, 1_234, 2_500, Burst - 1];
        foreach (var i in bound)
            await fixture.CreateAsync(_namespace, Name(i));
        foreach (var i in bound)
            await WaitingAsync(i);
        var (lists, watches) = (0, 0);
        fixture.Api.Before = call =>
        {
            // The first page stands for all: how many follow, and how many are there at that moment, is nobody's fault.
            if (call.IsWatch && call.Path.EndsWith("/serviceaccounts", StringComparison.Ordinal))
                Interlocked.Increment(ref watches);
            else if (IsReflectorsList(call) && call.Path.EndsWith("/serviceaccounts", StringComparison.Ordinal) && !call.Query.Contains("continue=", StringComparison.Ordinal))
                Interlocked.Increment(ref lists);
            return new((ApiAnswer?)null);
        };
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Api.Rewrite = async (call, line) =>
        {
            if (call.IsWatch && call.Path.EndsWith("/serviceaccounts", StringComparison.Ordinal))
                await gate.Task;
            return line;
        };
        fixture.Api.CutWatches();
        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(0, Burst, AtOnce(), async (i, token) => await fixture.Client.CreateAsync(Account(Name(i)), token));
        var created = TimeProvider.System.GetElapsedTime(start);

        gate.SetResult();
        start = TimeProvider.System.GetTimestamp();
        foreach (var i in bound)
            await fixture.ReadyAsync(_namespace, Name(i));
        var ready = TimeProvider.System.GetElapsedTime(start);

        // They all go again at once, the few among them.
        await Parallel.ForAsync(0, Burst, AtOnce(), async (i, token) => await fixture.Client.DeleteAsync<V1ServiceAccount>(Name(i), _namespace, token));
        foreach (var i in bound)
            await WaitingAsync(i);
        var expired = Expired();
        Report(string.Create(
            CultureInfo.InvariantCulture,
            $"{Burst} ServiceAccounts made in {created.TotalSeconds:F1} s, the {bound.Length} bound ones ready {ready.TotalSeconds:F1} s after their events came, and told when all were deleted; {watches} watches opened, {lists} lists, {expired} watches expired"), 2);
        Figures.Add("objects whose events came at once", 2 * Burst);

        // One for what came at once, one for what went, and none that the API server did not ask for.
        Assert.InRange(lists, 0, Math.Min(expired, 2));
    }

    [Theory]
    [InlineData("a description that is an object", "spec", "role", """{"description":{"not":"a text"}}""")]
    [InlineData("a time that is none", "metadata", "creationTimestamp", "\"a while ago\"")]
    public async Task An_object_that_can_not_be_read_is_told_once_and_holds_up_no_other(string what, string part, string member, string value)
    {
        // A schema keeps most of these out; a CRD that somebody edited, or another version of it, does not.
        fixture.Api.Rewrite = (call, line) => new(
            call.Path.EndsWith("/irsabindings", StringComparison.Ordinal) ? WithBad(line, bad => bad[part]![member] = JsonNode.Parse(value)) : line);
        await fixture.CreateAsync(_namespace, "bad", spec => spec.ServiceAccount!.Create = true);

        // A fresh process meets it in its lists, too.
        await fixture.StopAsync();
        await fixture.StartAsync();
        await fixture.CreateAsync(_namespace, "good", spec => spec.ServiceAccount!.Create = true);
        await fixture.ReadyAsync(_namespace, "good");
        var relists = 0;
        fixture.Api.Before = call => new(call.IsWatch && call.Path.EndsWith("/irsabindings", StringComparison.Ordinal) && Interlocked.Increment(ref relists) <= 2 ? ApiAnswer.Gone : null);
        fixture.Api.CutWatches();
        await fixture.EventuallyAsync(() => Task.FromResult(Volatile.Read(ref relists)), asked => asked >= 3, "the lists to be read anew");
        await fixture.PatchAsync(_namespace, "good", """{"role":{"tags":{"beside":"bad"}}}""");
        var good = await fixture.ReadyAsync(_namespace, "good");
        Assert.Equal("bad", fixture.Aws.Account.FindRole(good.Status.Role!.Name!)!.Tags["beside"]);
        await fixture.Client.DeleteAsync<IrsaBinding>("good", _namespace, Cancel);
        await fixture.GoneAsync(_namespace, "good");

        var told = Assert.Single(fixture.Operator!.Log, line => line.Contains("be read and is skipped", StringComparison.Ordinal));
        Assert.Contains($"{_namespace}/bad", told, StringComparison.Ordinal);
        Assert.Matches("""kubeops_operator_watcher_undeserializable_total\{[^}]*IrsaBinding[^}]*\} 1\b""", await fixture.Operator.MetricsAsync(Cancel));

        // It is mended.
        fixture.Mend();
        await fixture.PatchAsync(_namespace, "bad", """{"role":{"description":"words"}}""");
        await fixture.ReadyAsync(_namespace, "bad");
        Report($"{what}: told once", 1);
    }

    private static ParallelOptions AtOnce() => new() { MaxDegreeOfParallelism = 24, CancellationToken = Cancel };

    // Pods are listed in one namespace, and never watched.
    private static bool IsReflectorsList(ApiCall call) => call is { IsWrite: false, IsWatch: false }
        && call.Query.Contains("limit=", StringComparison.Ordinal) && !call.Path.Contains("/namespaces/", StringComparison.Ordinal);

    private int Expired() => fixture.Operator!.Log.Count(line => line.Contains("is too old; everything is listed again", StringComparison.Ordinal));

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"sa-{i}");

    private V1ServiceAccount Account(string name) => new()
    {
        ApiVersion = "v1",
        Kind = "ServiceAccount",
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = _namespace,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["burst"] = "yes" },
            Annotations = new Dictionary<string, string>(StringComparer.Ordinal) { ["padding"] = new('x', Padding) },
        },
    };

    private Task WaitingAsync(int i) => fixture.EventuallyAsync(
        () => fixture.FindAsync(_namespace, Name(i)), found => found?.Condition(ConditionTypes.Ready) is { Status: not "True", Reason: Reasons.ServiceAccountMissing }, $"{Name(i)} to wait for its ServiceAccount");

    /// <summary>Spoils the binding "bad", in a line of a watch or in a list.</summary>
    private string WithBad(string line, Action<JsonNode> spoil)
    {
        var root = JsonNode.Parse(line)!;
        foreach (var one in root["items"] as JsonArray ?? [root["object"]?.DeepClone()])
        {
            if (one?["metadata"] is not { } metadata || metadata["name"]?.ToString() != "bad" || metadata["namespace"]?.ToString() != _namespace)
                continue;
            spoil(one);
            if (root["object"] is not null)
                root["object"] = one.DeepClone();
        }

        return root.ToJsonString();
    }

    private void Report(string what, long faults)
    {
        output.WriteLine(what);
        Figures.Add("Kubernetes faults injected", faults);
    }
}
