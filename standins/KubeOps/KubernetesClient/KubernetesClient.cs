using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace KubeOps.KubernetesClient;

/// <summary>Typed access to any kind of object, on KubernetesClient's connection.</summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "KubeOps's own name.")]
public class KubernetesClient : IKubernetesClient
{
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    private readonly KubernetesClientConfiguration _configuration;
    private readonly ApiTransport _transport;

    /// <summary>A client for the cluster that the environment names.</summary>
    public KubernetesClient()
        : this(KubernetesClientConfiguration.BuildDefaultConfig())
    {
    }

    /// <summary>A client for the configured cluster.</summary>
    public KubernetesClient(KubernetesClientConfiguration clientConfig)
        : this(clientConfig, new Kubernetes(clientConfig))
    {
    }

    /// <summary>A client on an existing connection, which it takes over.</summary>
    public KubernetesClient(KubernetesClientConfiguration clientConfig, IKubernetes client)
    {
        _configuration = clientConfig;
        ApiClient = client;
        _transport = new ApiTransport(client, clientConfig.DisableHttp2);
    }

    /// <inheritdoc />
    public IKubernetes ApiClient { get; }

    /// <inheritdoc />
    public Uri BaseUri => ApiClient.BaseUri;

    internal ApiTransport Transport => _transport;

    /// <inheritdoc />
    public async Task<string> GetCurrentNamespaceAsync(string downwardApiEnvName = "POD_NAMESPACE", CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable(downwardApiEnvName) is { Length: > 0 } downward)
            return downward;
        if (File.Exists(NamespaceFile))
            return (await File.ReadAllTextAsync(NamespaceFile, cancellationToken)).Trim();
        return _configuration.Namespace is { Length: > 0 } configured ? configured : "default";
    }

    /// <inheritdoc />
    public Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        _transport.FindAsync<TEntity>(ResourcePath.Of<TEntity>().Item(@namespace, name), cancellationToken);

    /// <inheritdoc />
    public async Task<IList<TEntity>> ListAsync<TEntity>(
        string? @namespace = null, string? labelSelector = null, string? fieldSelector = null, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var query = QueryText.Of(("labelSelector", labelSelector), ("fieldSelector", fieldSelector));
        var list = await _transport.SendAsync<Abstractions.Entities.EntityList<TEntity>>(
            HttpMethod.Get, ResourcePath.Of<TEntity>().Collection(@namespace) + query, body: null, contentType: null, cancellationToken);
        return list.Items;
    }

    /// <inheritdoc />
    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta> => _transport.SendAsync<TEntity>(
            HttpMethod.Post, ResourcePath.Of<TEntity>().Collection(entity.Metadata.NamespaceProperty), KubernetesJson.Serialize(entity), contentType: null, cancellationToken);

    /// <inheritdoc />
    public Task<TEntity> UpdateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta> => _transport.SendAsync<TEntity>(
            HttpMethod.Put, Item(entity), KubernetesJson.Serialize(entity), contentType: null, cancellationToken);

    /// <inheritdoc />
    public Task<TEntity> UpdateStatusAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta> => _transport.SendAsync<TEntity>(
            HttpMethod.Put, Item(entity) + "/status", KubernetesJson.Serialize(entity), contentType: null, cancellationToken);

    /// <inheritdoc />
    public Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch, string name, string? @namespace = null, string? fieldManager = null, bool? force = null, string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var query = QueryText.Of(("fieldManager", fieldManager), ("force", force?.ToString().ToLowerInvariant()), ("dryRun", dryRun));
        var body = patch.Content as string ?? KubernetesJson.Serialize(patch.Content);
        return _transport.SendAsync<TEntity>(
            HttpMethod.Patch, ResourcePath.Of<TEntity>().Item(@namespace, name) + query, body, ContentType(patch.Type), cancellationToken);
    }

    /// <inheritdoc />
    public async Task DeleteAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            using var answer = await _transport.SendAsync(
                HttpMethod.Delete, ResourcePath.Of<TEntity>().Item(@namespace, name), body: null, contentType: null, cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // Gone already.
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        string? @namespace = null, string? resourceVersion = null, string? labelSelector = null, string? fieldSelector = null,
        bool? allowWatchBookmarks = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var query = QueryText.Of(
            ("watch", "true"), ("resourceVersion", resourceVersion), ("labelSelector", labelSelector), ("fieldSelector", fieldSelector),
            ("allowWatchBookmarks", allowWatchBookmarks?.ToString().ToLowerInvariant()));
        using var response = await _transport.SendAsync(
            HttpMethod.Get, ResourcePath.Of<TEntity>().Collection(@namespace) + query, body: null, contentType: null, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            using var document = JsonDocument.Parse(text);
            var line = WatchLine.Parse(document.RootElement);
            if (!Enum.TryParse<WatchEventType>(line.Type, ignoreCase: true, out var type))
                continue;
            if (type == WatchEventType.Error)
                throw new KubernetesException(line.Status);
            yield return (type, KubernetesJson.Deserialize<TEntity>(line.Object));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            ApiClient.Dispose();
    }

    private static string Item<TEntity>(TEntity entity)
        where TEntity : IKubernetesObject<V1ObjectMeta> => ResourcePath.Of<TEntity>().Item(entity.Metadata.NamespaceProperty, entity.Metadata.Name);

    private static MediaTypeHeaderValue ContentType(V1Patch.PatchType type) => new(type switch
    {
        V1Patch.PatchType.JsonPatch => "application/json-patch+json",
        V1Patch.PatchType.MergePatch => "application/merge-patch+json",
        V1Patch.PatchType.StrategicMergePatch => "application/strategic-merge-patch+json",
        V1Patch.PatchType.ApplyPatch => "application/apply-patch+yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The patch has no type."),
    });
}
