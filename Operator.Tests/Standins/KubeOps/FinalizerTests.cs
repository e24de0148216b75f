using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Reconciliation.Finalizer;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.DependencyInjection;
using Result = KubeOps.Abstractions.Reconciliation.ReconciliationResult<IrsaOperator.Tests.Standins.KubeOps.Widget>;

namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class FinalizerTests : IAsyncDisposable
{
    private const string Ours = "test.example/ours";

    private static readonly string Path = EngineWorld.Path("a");

    private readonly Finalizing _finalizing = new();
    private readonly EngineWorld _world;

    public FinalizerTests() => _world = new EngineWorld(
        settings => settings.WithAutoAttachFinalizers(),
        builder =>
        {
            builder.Services.AddSingleton(_finalizing);
            builder.AddFinalizer<Finalizer, Widget>(Ours);
        });

    [Fact]
    public async Task Attaching_is_a_patch_that_keeps_the_others_in_their_order()
    {
        _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray("z/foreign", "a/foreign"));
        var before = _world.Api.Find(Path)!["metadata"]!;
        await _world.StartAsync();

        await _world.UntilAsync(() => _world.Calls.Count == 1);

        Assert.Equal(["z/foreign", "a/foreign", Ours], Finalizers()!);
        Assert.Contains(Ours, _world.Calls.Single().Widget.Finalizers());
        var write = Assert.Single(_world.Api.Writes);
        Assert.Equal(("PATCH", "application/merge-patch+json"), (write.Method, write.ContentType));
        var patch = JsonNode.Parse(write.Body)!.AsObject();
        Assert.Equal(["metadata"], patch.Select(member => member.Key));
        Assert.Equal(["finalizers", "resourceVersion", "uid"], patch["metadata"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal((before["uid"]!.ToString(), before["resourceVersion"]!.ToString()), (patch["metadata"]!["uid"]!.ToString(), patch["metadata"]!["resourceVersion"]!.ToString()));
    }

    [Fact]
    public async Task An_attached_finalizer_costs_no_write()
    {
        _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray(Ours));
        await _world.StartAsync();

        await _world.UntilAsync(() => _world.Calls.Count == 1);

        Assert.Empty(_world.Api.Writes);
    }

    [Fact]
    public async Task A_change_in_between_is_not_overwritten()
    {
        _world.Api.Put(Path);
        var once = 0;
        _world.Api.Fault = request =>
        {
            if (request.Method == "PATCH" && Interlocked.Increment(ref once) == 1)
                _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray("foreign/late"));
            return null;
        };
        await _world.StartWatchingAsync();

        await _world.UntilAsync(() => _world.Calls.Count == 1);

        Assert.Equal(["foreign/late", Ours], Finalizers()!);
    }

    [Fact]
    public async Task Our_finalizer_runs_where_it_is_not_the_first_and_only_it_is_detached()
    {
        _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray("foreign/first", Ours, "foreign/last"));
        _world.Api.Delete(Path);
        await _world.StartAsync();

        await _world.UntilAsync(() => Finalizers()?.Length == 2);

        Assert.Equal(["foreign/first", "foreign/last"], Finalizers()!);
        Assert.Equal(1, _finalizing.Runs);
        Assert.Equal(["PATCH"], _world.Api.Writes.Select(write => write.Method));
        Assert.Empty(_world.Calls);
    }

    [Fact]
    public async Task The_last_finalizer_lets_the_object_go_and_its_end_is_told()
    {
        _world.Api.Put(Path);
        await _world.StartWatchingAsync();
        await _world.UntilAsync(() => _world.Calls.Count == 1);
        _world.Api.Delete(Path);

        await _world.UntilAsync(() => _world.Calls.Count == 2);

        Assert.Null(_world.Api.Find(Path));
        Assert.Equal("deleted", _world.Calls.Last().What);
        Assert.Equal(1, _finalizing.Runs);
    }

    [Fact]
    public async Task A_finalizer_that_fails_is_tried_again_and_the_object_waits()
    {
        _finalizing.Answers.Enqueue(widget => Result.Failure(widget, "no"));
        _finalizing.Answers.Enqueue(_ => throw new InvalidOperationException("no"));
        _finalizing.Answers.Enqueue(widget => Finalizers()?.Contains(Ours) == true ? Result.Failure(widget, "still there") : throw new InvalidOperationException());
        _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray(Ours));
        _world.Api.Delete(Path);
        await _world.StartAsync();

        await _world.UntilAsync(() => _world.Api.Find(Path) is null, TimeSpan.FromSeconds(1));

        Assert.Equal(4, _finalizing.Runs);
        Assert.Single(_world.Api.Writes);
    }

    [Fact]
    public async Task Detaching_from_what_is_gone_is_fine()
    {
        var widget = Widget.Of("gone", resourceVersion: "1");
        widget.Metadata.Finalizers = [Ours];

        Assert.Null(await _world.Services.GetRequiredService<FinalizerPatches>().DetachAsync(widget, Ours, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_injected_attacher_attaches_once()
    {
        _world.Api.Put(Path);
        var attach = _world.Services.GetRequiredService<EntityFinalizerAttacher<Finalizer, Widget>>();
        var widget = await _world.Api.NewClient().GetAsync<Widget>("a", "ns", TestContext.Current.CancellationToken);

        var attached = await attach(widget!, TestContext.Current.CancellationToken);
        var again = await attach(attached, TestContext.Current.CancellationToken);

        Assert.Equal([Ours], attached.Finalizers());
        Assert.Same(attached, again);
        Assert.Single(_world.Api.Writes);
    }

    [Fact]
    public async Task Detaching_is_refused_when_the_object_has_changed()
    {
        _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray(Ours));
        var widget = await _world.Api.NewClient().GetAsync<Widget>("a", "ns", TestContext.Current.CancellationToken);
        _world.Api.Put(Path, item => item["metadata"]!["finalizers"] = new JsonArray(Ours, "foreign/late"));

        var refused = await Assert.ThrowsAsync<k8s.Autorest.HttpOperationException>(() => _world.Services.GetRequiredService<FinalizerPatches>()
            .DetachAsync(widget!, Ours, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Conflict, refused.Response.StatusCode);
        Assert.Equal([Ours, "foreign/late"], Finalizers()!);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private string[]? Finalizers() => _world.Api.Find(Path)?["metadata"]!["finalizers"]?.AsArray().Select(one => one!.GetValue<string>()).ToArray();

    private sealed class Finalizing
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        public ConcurrentQueue<Func<Widget, Result>> Answers { get; } = new();

        public Result Run(Widget widget)
        {
            Interlocked.Increment(ref _runs);
            return Answers.TryDequeue(out var answer) ? answer(widget) : Result.Success(widget);
        }
    }

    private sealed class Finalizer(Finalizing finalizing) : IEntityFinalizer<Widget>
    {
        public Task<Result> FinalizeAsync(Widget entity, CancellationToken cancellationToken) => Task.FromResult(finalizing.Run(entity));
    }
}
