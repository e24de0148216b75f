using System.Collections.Concurrent;
using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Tests.EndToEnd;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>The reflector against the real API server.</summary>
public sealed class RealApiServerReflectorTests(ControlPlaneFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_happens_to_ServiceAccounts_is_seen_over_several_pages()
    {
        var plane = await fixture.GetAsync(Cancel);
        var @namespace = await fixture.CreateNamespaceAsync("reflect", Cancel);
        using var client = plane.AdminClient();
        for (var i = 0; i < 7; i++)
            await client.CoreV1.CreateNamespacedServiceAccountAsync(Named(new V1ServiceAccount(), $"early-{i}"), @namespace, cancellationToken: Cancel);

        await using var mirror = new Mirror<V1ServiceAccount>(client, @namespace);
        await mirror.UntilAsync(() => mirror.Names("early").Count == 7);

        await client.CoreV1.CreateNamespacedServiceAccountAsync(Named(new V1ServiceAccount(), "late"), @namespace, cancellationToken: Cancel);
        await client.CoreV1.PatchNamespacedServiceAccountAsync(
            new V1Patch("""{"metadata":{"labels":{"a":"b"}}}""", V1Patch.PatchType.MergePatch), "early-3", @namespace, cancellationToken: Cancel);
        await client.CoreV1.DeleteNamespacedServiceAccountAsync("early-0", @namespace, cancellationToken: Cancel);

        await mirror.UntilAsync(() => mirror.Names("late").Count == 1
            && mirror.Store.Find(ObjectKey.Of(@namespace, "early-3"))?.Metadata.Labels?["a"] == "b"
            && mirror.Deleted.Any());
        Assert.Equal(["early-0"], mirror.Deleted);
        Assert.Null(mirror.Store.Find(ObjectKey.Of(@namespace, "early-0")));
    }

    [Fact]
    public async Task An_object_that_can_not_be_read_is_skipped_and_the_stream_goes_on()
    {
        var plane = await fixture.GetAsync(Cancel);
        var @namespace = await fixture.CreateNamespaceAsync("poison", Cancel);
        using var client = plane.AdminClient();
        await CreateAsync("poison-before", "not a time");
        await CreateAsync("good-before", "2026-01-01T00:00:00Z");

        await using var mirror = new Mirror<Calendar>(client, @namespace);
        await mirror.UntilAsync(() => mirror.Names("good").Count == 1);
        await CreateAsync("poison-after", "not a time either");
        await CreateAsync("good-after", "2026-01-01T00:00:00Z");

        await mirror.UntilAsync(() => mirror.Names("good").Count == 2);
        Assert.Empty(mirror.Names("poison"));

        Task CreateAsync(string name, string time) => client.CoreV1.CreateNamespacedConfigMapAsync(
            Named(new V1ConfigMap { Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["time"] = time } }, name), @namespace, cancellationToken: Cancel);
    }

    [Fact]
    public async Task An_API_server_that_comes_back_is_followed_again_and_what_happened_since_is_seen()
    {
        await fixture.GetAsync(Cancel);
        await using var plane = await LocalControlPlane.StartAsync(new LocalControlPlaneOptions(), new TestProgress(), Cancel);
        await plane.CreateNamespaceAsync("restart", Cancel);
        using var client = plane.AdminClient();
        await client.CoreV1.CreateNamespacedServiceAccountAsync(Named(new V1ServiceAccount(), "before"), "restart", cancellationToken: Cancel);
        await using var mirror = new Mirror<V1ServiceAccount>(client, "restart");
        await mirror.UntilAsync(() => mirror.Names("before").Count == 1);

        await plane.KillApiServerAsync();
        await plane.RestartApiServerAsync(Cancel);
        using var another = plane.AdminClient();
        await another.CoreV1.DeleteNamespacedServiceAccountAsync("before", "restart", cancellationToken: Cancel);
        await another.CoreV1.CreateNamespacedServiceAccountAsync(Named(new V1ServiceAccount(), "after"), "restart", cancellationToken: Cancel);

        await mirror.UntilAsync(() => mirror.Names("after").Count == 1 && mirror.Names("before").Count == 0);
    }

    private static T Named<T>(T entity, string name)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        entity.Metadata = new V1ObjectMeta { Name = name };
        return entity;
    }

    /// <summary>A ConfigMap whose values are times, if somebody keeps to it.</summary>
    [KubernetesEntity(ApiVersion = "v1", Kind = "ConfigMap", PluralName = "configmaps")]
    internal sealed class Calendar : CustomKubernetesEntity
    {
        public IDictionary<string, DateTime>? Data { get; set; }
    }

    private sealed class Mirror<TEntity> : IReflectorSink<TEntity>, IAsyncDisposable
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        private readonly CancellationTokenSource _stopping = new();
        private readonly ConcurrentQueue<string> _deleted = new();
        private readonly Task _running;

        public Mirror(IKubernetes client, string @namespace)
        {
            var reflector = new Reflector<TEntity>(
                new ApiTransport(client), Store, this, new ReflectorOptions { Namespace = @namespace, PageSize = 3 },
                new ReflectorInstruments(NullLogger.Instance, Metrics: null, TimeProvider.System));
            _running = Task.Run(() => reflector.RunAsync(_stopping.Token));
        }

        public ObjectStore<TEntity> Store { get; } = new();

        /// <summary>What the sink was told has ended: only after it has left the store.</summary>
        public IEnumerable<string> Deleted => _deleted;

        public IReadOnlyList<ObjectKey> Names(string prefix) => [.. Store.Keys.Where(key => key.Name.StartsWith(prefix, StringComparison.Ordinal))];

        public async Task UntilAsync(Func<bool> holds)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(Patience);
            while (!holds())
                await Task.Delay(20, patience.Token);
        }

        public void OnUpserted(TEntity entity)
        {
            // The store has it.
        }

        public void OnDeleted(TEntity entity) => _deleted.Enqueue(entity.Metadata.Name);

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _running;
            _stopping.Dispose();
        }
    }
}
