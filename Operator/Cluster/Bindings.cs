using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrsaOperator.Api;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>Bindings, listed in pages and read one by one, so that one that can't be read hides no other.</summary>
internal sealed class Bindings(IKubernetesClient client) : IBindings
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<IrsaBinding> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await client.ApiClient.CustomObjects.ListClusterCustomObjectAsync<Page>(
                WellKnown.Group, WellKnown.Version, WellKnown.Plural, limit: PageSize, continueParameter: next, cancellationToken: cancellationToken);
            foreach (var binding in page.Items.Select(Read).OfType<IrsaBinding>())
                yield return binding;
            next = page.Metadata?.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));
    }

    public async Task<bool> ExistsAsync(IrsaBinding binding, CancellationToken cancellationToken)
    {
        // A list of one: the operator lists bindings anyway, and needs no right to get them.
        var found = await client.ApiClient.CustomObjects.ListNamespacedCustomObjectAsync<Page>(
            WellKnown.Group,
            WellKnown.Version,
            binding.Metadata.NamespaceProperty,
            WellKnown.Plural,
            fieldSelector: $"metadata.name={binding.Metadata.Name}",
            cancellationToken: cancellationToken);
        return found.Items.Select(Read).Any(other => other?.Metadata?.Uid == binding.Metadata.Uid);
    }

    public async Task ReleaseAsync(IrsaBinding binding, string finalizer, CancellationToken cancellationToken)
    {
        // With the resource version, so that a list which somebody else has changed meanwhile is refused and not overwritten.
        var metadata = binding.Metadata;
        var finalizers = (metadata.Finalizers ?? []).Where(other => other != finalizer).Select(other => JsonValue.Create(other));
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = metadata.Uid, ["resourceVersion"] = metadata.ResourceVersion, ["finalizers"] = new JsonArray([.. finalizers]) },
        };
        try
        {
            await client.PatchAsync<IrsaBinding>(
                new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), metadata.Name, metadata.NamespaceProperty,
                fieldManager: WellKnown.FieldManager, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.NotFound)
        {
            // Gone already.
        }
    }

    private static IrsaBinding? Read(JsonElement item)
    {
        try
        {
            return KubernetesJson.Deserialize<IrsaBinding>(item);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NotSupportedException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    internal sealed record Page(V1ListMeta? Metadata, IReadOnlyList<JsonElement> Items);
}
