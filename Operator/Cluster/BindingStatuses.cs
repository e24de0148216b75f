using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using IrsaOperator.Api;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>Statuses, written through the status subresource.</summary>
internal sealed class BindingStatuses(IKubernetesClient client) : IBindingStatuses
{
    private readonly ConcurrentDictionary<string, Written> _written = new(StringComparer.Ordinal);

    public IrsaBindingStatus? Latest(IrsaBinding binding)
    {
        if (!_written.TryGetValue(binding.Metadata.Uid, out var written))
            return binding.Status;
        if (written.IsNewerThan(binding.Metadata.ResourceVersion))
            return written.Status;

        // The watch has caught up; one that was written at this moment stays.
        _written.TryRemove(KeyValuePair.Create(binding.Metadata.Uid, written));
        return binding.Status;
    }

    public void Forget(IrsaBinding binding) => _written.TryRemove(binding.Metadata.Uid, out _);

    public async Task WriteAsync(IrsaBinding binding, IrsaBindingStatus status, CancellationToken cancellationToken)
    {
        // The uid test keeps the status of a binding that was deleted and made anew off its successor. No resourceVersion:
        // nobody else writes the status, and a change of the spec in between must not undo the report.
        Operation[] patch =
        [
            new Operation("test", "/metadata/uid", binding.Metadata.Uid),
            new Operation("add", "/status", status),
        ];
        try
        {
            var answer = await client.ApiClient.CustomObjects.PatchNamespacedCustomObjectStatusAsync<IrsaBinding>(
                new V1Patch(KubernetesJson.Serialize(patch), V1Patch.PatchType.JsonPatch),
                WellKnown.Group,
                WellKnown.Version,
                binding.Metadata.NamespaceProperty,
                WellKnown.Plural,
                binding.Metadata.Name,
                fieldManager: WellKnown.FieldManager,
                cancellationToken: cancellationToken);
            _written[binding.Metadata.Uid] = new Written(status, answer.Metadata.ResourceVersion);
        }
        catch (HttpOperationException error)
            when (error.Response?.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity && IsGone(error))
        {
            // Deleted in between.
        }
    }

    // A failed test operation is 422 Invalid; so is a status that the schema refuses, which must not pass in silence.
    private static bool IsGone(HttpOperationException error) =>
        error.Response?.StatusCode == HttpStatusCode.NotFound || ApiErrors.Message(error).Contains("/metadata/uid", StringComparison.Ordinal);

    private sealed record Written(IrsaBindingStatus Status, string ResourceVersion)
    {
        // Resource versions of one resource are decimal numbers that grow; where they are not, the own write is the safe answer.
        public bool IsNewerThan(string? other) =>
            !ulong.TryParse(other, CultureInfo.InvariantCulture, out var theirs)
            || !ulong.TryParse(ResourceVersion, CultureInfo.InvariantCulture, out var ours)
            || ours > theirs;
    }

    internal sealed record Operation(string Op, string Path, object? Value);
}
