using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>ServiceAccounts, written by server-side apply only.</summary>
internal sealed class ServiceAccounts(IKubernetesClient client) : IServiceAccounts
{
    /// <summary>
    /// The version of no object: an apply that wants it is refused by any that is there, and makes one that is not. Without it, an apply
    /// takes over what somebody else has made a moment before, and nobody could tell afterwards whose it was.
    /// </summary>
    private const string NotThere = "1";

    public async Task<ServiceAccountState?> GetAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        await client.GetAsync<V1ServiceAccount>(name, @namespace, cancellationToken) is { } serviceAccount ? State(serviceAccount.Metadata) : null;

    public async Task<bool> TryCreateAsync(IrsaBinding binding, string name, ServiceAccountPlan plan, CancellationToken cancellationToken)
    {
        var body = Body(binding, name, owned: true, plan.Annotations);
        body.Metadata.ResourceVersion = NotThere;
        try
        {
            await PatchAsync(body, force: false, cancellationToken);
            return true;
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public async Task<ApplyResult> ApplyAsync(
        IrsaBinding binding, string name, ServiceAccountState current, ServiceAccountPlan plan, bool force, CancellationToken cancellationToken)
    {
        try
        {
            // The owner reference is ours only where we made the ServiceAccount; an apply that leaves it out would drop it.
            var owned = current.OwnerUid == binding.Metadata.Uid;
            var body = Body(binding, name, owned, plan.Annotations);

            // With a uid the API server applies to this very object, and never makes a new one in its place.
            body.Metadata.Uid = current.Uid;
            await PatchAsync(body, force, cancellationToken);
            return ApplyResult.Applied;
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.NotFound)
        {
            return ApplyResult.Missing;
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Conflict)
        {
            // Two kinds of conflict: another manager's field, which has causes; or the uid, when the object is not the one we read.
            if (ApiErrors.FieldConflicts(error) is { Count: > 0 } conflicts)
                throw new FieldConflictException(conflicts, error);
            return ApplyResult.Missing;
        }
    }

    public async Task<ApplyResult> RestoreAsync(
        string @namespace, string name, ServiceAccountState current, Overridden overridden, CancellationToken cancellationToken)
    {
        // One merge patch, so that there is no moment at which the annotations of neither side are there. The values are not
        // ours, so they are not applied: the next apply of their owner takes them over without a conflict.
        var annotations = new JsonObject();
        foreach (var key in current.OurAnnotationKeys)
            annotations[key] = null;
        foreach (var (key, value) in overridden.Annotations)
            annotations[key] = value;
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = current.Uid, ["resourceVersion"] = current.ResourceVersion, ["annotations"] = annotations },
        };
        try
        {
            await client.PatchAsync<V1ServiceAccount>(
                new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), name, @namespace,
                fieldManager: WellKnown.FieldManager, cancellationToken: cancellationToken);
            return ApplyResult.Applied;
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.NotFound)
        {
            return ApplyResult.Missing;
        }
    }

    public async Task<bool> TryDeleteAsync(string @namespace, string name, string uid, string resourceVersion, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(@namespace, name, new V1Preconditions { Uid = uid, ResourceVersion = resourceVersion }, cancellationToken);
            return true;
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public async Task DeleteAsync(string @namespace, string name, string uid, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(@namespace, name, new V1Preconditions { Uid = uid }, cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.Conflict)
        {
            // Another one by now; or this one still, which somebody else was writing: then it is tried again.
            if ((await GetAsync(@namespace, name, cancellationToken))?.Uid == uid)
                throw;
        }
    }

    /// <summary>Reads what matters to us off a ServiceAccount.</summary>
    public static ServiceAccountState State(V1ObjectMeta serviceAccount) =>
        State(serviceAccount, ManagedFields.AnnotationKeys(serviceAccount, WellKnown.FieldManager));

    /// <summary>Reads what matters to us off a ServiceAccount as the watch keeps it.</summary>
    public static ServiceAccountState State(WatchedServiceAccount serviceAccount) => State(serviceAccount.Metadata, serviceAccount.AppliedAnnotations);

    private static ServiceAccountState State(V1ObjectMeta metadata, ImmutableHashSet<string> applied) => new(
        metadata.Uid ?? "",
        metadata.ResourceVersion ?? "",
        metadata.Annotations?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary.Create<string, string>(StringComparer.Ordinal),
        applied,
        metadata.OwnerReferences?.FirstOrDefault(IsBinding)?.Uid);

    private static bool IsBinding(V1OwnerReference reference) =>
        reference.Kind == WellKnown.Kind && reference.ApiVersion.StartsWith(WellKnown.Group + "/", StringComparison.Ordinal);

    private static V1ServiceAccount Body(IrsaBinding binding, string name, bool owned, IReadOnlyDictionary<string, string> annotations) =>
        new()
        {
            ApiVersion = V1ServiceAccount.KubeApiVersion,
            Kind = V1ServiceAccount.KubeKind,
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = binding.Metadata.NamespaceProperty,
                Annotations = annotations.Count == 0 ? null : annotations.ToDictionary(StringComparer.Ordinal),
                OwnerReferences = owned
                    ?
                    [
                        new V1OwnerReference
                        {
                            ApiVersion = WellKnown.ApiVersion,
                            Kind = WellKnown.Kind,
                            Name = binding.Metadata.Name,
                            Uid = binding.Metadata.Uid,
                        },
                    ]
                    : null,
            },
        };

    private async Task DeleteAsync(string @namespace, string name, V1Preconditions preconditions, CancellationToken cancellationToken)
    {
        try
        {
            await client.ApiClient.CoreV1.DeleteNamespacedServiceAccountAsync(
                name, @namespace, new V1DeleteOptions { Preconditions = preconditions }, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode == HttpStatusCode.NotFound)
        {
            // Gone.
        }
    }

    private async Task PatchAsync(V1ServiceAccount body, bool force, CancellationToken cancellationToken) =>
        await client.PatchAsync<V1ServiceAccount>(
            new V1Patch(body, V1Patch.PatchType.ApplyPatch),
            body.Metadata.Name,
            body.Metadata.NamespaceProperty,
            fieldManager: WellKnown.FieldManager,
            force: force,
            cancellationToken: cancellationToken);
}
