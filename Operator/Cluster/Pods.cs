using IrsaOperator.Planning;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>Pods, listed when they are needed: a watch on the pods of a whole cluster would cost far more than it tells.</summary>
internal sealed class Pods : IPods
{
    /// <summary>What the pod identity webhook injects, unless the pod has it already.</summary>
    public const string RoleArnVariable = "AWS_ROLE_ARN";

    // The pod identity webhook passes over the containers that this annotation of the pod names.
    private const string SkipContainersAnnotation = "eks.amazonaws.com/skip-containers";

    private readonly IKubernetesClient _client;
    private readonly SharedLists<ILookup<string, RunningPod>> _namespaces;

    public Pods(IKubernetesClient client, TimeProvider time)
    {
        _client = client;
        _namespaces = new SharedLists<ILookup<string, RunningPod>>(ListNamespaceAsync, time);
    }

    public async Task<IReadOnlyList<RunningPod>> ListAsync(string @namespace, string serviceAccount, bool mayBeShared, CancellationToken cancellationToken)
    {
        if (mayBeShared && await _namespaces.FindAsync(@namespace, cancellationToken) is { } all)
            return [.. all[serviceAccount]];
        return [.. (await ListAsync(@namespace, $"spec.serviceAccountName={serviceAccount}", cancellationToken)).Select(found => found.Pod)];
    }

    private async Task<ILookup<string, RunningPod>> ListNamespaceAsync(string @namespace, CancellationToken cancellationToken) =>
        (await ListAsync(@namespace, fieldSelector: null, cancellationToken)).ToLookup(found => found.ServiceAccount, found => found.Pod, StringComparer.Ordinal);

    private async Task<IEnumerable<(string ServiceAccount, RunningPod Pod)>> ListAsync(string @namespace, string? fieldSelector, CancellationToken cancellationToken) =>
        (await _client.ListAsync<PodObject>(@namespace, fieldSelector: fieldSelector, cancellationToken: cancellationToken))
            .Where(Runs).Select(pod => (pod.Spec.ServiceAccountName ?? "default", Read(pod)));

    private static bool Runs(PodObject pod) => pod.Metadata.DeletionTimestamp is null && pod.Status.Phase is not ("Succeeded" or "Failed");

    private static RunningPod Read(PodObject pod)
    {
        var skipped = pod.Metadata.Annotations?.TryGetValue(SkipContainersAnnotation, out var names) == true
            ? names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        var controller = pod.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true);
        return new RunningPod(
            pod.Metadata.Name,
            [.. pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).Where(container => !skipped.Contains(container.Name, StringComparer.Ordinal)).Select(RoleArn)],
            controller is null ? null : new PodController(controller.ApiVersion, controller.Kind, controller.Name, controller.Uid));
    }

    private static string? RoleArn(PodTemplate.Container container) =>
        container.Env?.FirstOrDefault(variable => variable.Name == RoleArnVariable)?.Value;
}
