using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace KubeOps.Operator.Engine;

/// <summary>
/// Writes metadata.finalizers and nothing else. The patch carries the resource version, so that a list which somebody else has
/// changed meanwhile is refused (409) instead of overwritten; the next run then sees the newer object.
/// </summary>
internal sealed class FinalizerPatches(IKubernetesClient client)
{
    public Task<TEntity> AttachAsync<TEntity>(TEntity entity, string identifier, CancellationToken cancellationToken)
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        PatchAsync(entity, [.. entity.Metadata.Finalizers ?? [], identifier], cancellationToken);

    /// <summary>Takes our finalizer off.</summary>
    /// <returns>The object afterwards; null when it is gone.</returns>
    public async Task<TEntity?> DetachAsync<TEntity>(TEntity entity, string identifier, CancellationToken cancellationToken)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await PatchAsync(entity, [.. (entity.Metadata.Finalizers ?? []).Where(finalizer => finalizer != identifier)], cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return default;
        }
    }

    private Task<TEntity> PatchAsync<TEntity>(TEntity entity, IReadOnlyList<string> finalizers, CancellationToken cancellationToken)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = entity.Metadata.Uid,
                ["resourceVersion"] = entity.Metadata.ResourceVersion,
                ["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => JsonValue.Create(finalizer))]),
            },
        };
        return client.PatchAsync<TEntity>(
            new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), entity.Metadata.Name, entity.Metadata.NamespaceProperty,
            cancellationToken: cancellationToken);
    }
}
