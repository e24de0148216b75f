using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace IrsaOperator.Cluster;

/// <summary>Deployments, StatefulSets and DaemonSets, restarted by server-side apply of one annotation.</summary>
internal sealed class Workloads(IKubernetesClient client) : IWorkloads
{
    private const string OnDelete = "OnDelete";

    public async Task<Workload?> FindAsync(string @namespace, PodController controller, CancellationToken cancellationToken)
    {
        switch (controller.Kind)
        {
            case V1ReplicaSet.KubeKind:
                var replicaSet = await client.GetAsync<V1ReplicaSet>(controller.Name, @namespace, cancellationToken);
                if (replicaSet is null || replicaSet.Metadata.Uid != controller.Uid)
                    return null;
                var owner = replicaSet.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true);
                return owner?.Kind == V1Deployment.KubeKind
                    ? await DeploymentAsync(@namespace, owner, cancellationToken)
                    : Obstructed(controller, "has no Deployment that could replace its pods: delete them yourself");
            case V1StatefulSet.KubeKind:
                var statefulSet = Same(await client.GetAsync<V1StatefulSet>(controller.Name, @namespace, cancellationToken), controller.Uid);
                return statefulSet is null ? null : Of(controller, statefulSet.Spec.Template, statefulSet.Spec.UpdateStrategy?.Type == OnDelete);
            case V1DaemonSet.KubeKind:
                var daemonSet = Same(await client.GetAsync<V1DaemonSet>(controller.Name, @namespace, cancellationToken), controller.Uid);
                return daemonSet is null ? null : Of(controller, daemonSet.Spec.Template, daemonSet.Spec.UpdateStrategy?.Type == OnDelete);
            case V1Job.KubeKind:
                return Obstructed(controller, "is not restarted: its next pods have the role");
            default:
                return Obstructed(controller, "is a controller that the operator does not restart: restart it yourself");
        }
    }

    public async Task RestartAsync(string @namespace, Workload workload, string roleArn, CancellationToken cancellationToken)
    {
        // Nothing but our own annotation, so that whoever applies the rest of the object meets no conflict. The uid keeps an apply
        // from making a new object in the place of one that was deleted meanwhile.
        var patch = new V1Patch(
            new
            {
                apiVersion = "apps/v1",
                kind = workload.Kind,
                metadata = new { name = workload.Name, @namespace, uid = workload.Uid },
                spec = new { template = new { metadata = new { annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.RestartAnnotation] = roleArn } } } },
            },
            V1Patch.PatchType.ApplyPatch);
        try
        {
            await (workload.Kind switch
            {
                V1Deployment.KubeKind => ApplyAsync<V1Deployment>(patch, @namespace, workload.Name, cancellationToken),
                V1StatefulSet.KubeKind => ApplyAsync<V1StatefulSet>(patch, @namespace, workload.Name, cancellationToken),
                _ => ApplyAsync<V1DaemonSet>(patch, @namespace, workload.Name, cancellationToken),
            });
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone, or another one by now: its pods are looked at again.
        }
    }

    private Task ApplyAsync<T>(V1Patch patch, string @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject<V1ObjectMeta> =>
        client.PatchAsync<T>(patch, name, @namespace, fieldManager: WellKnown.FieldManager, force: true, cancellationToken: cancellationToken);

    private async Task<Workload?> DeploymentAsync(string @namespace, V1OwnerReference owner, CancellationToken cancellationToken)
    {
        var deployment = Same(await client.GetAsync<V1Deployment>(owner.Name, @namespace, cancellationToken), owner.Uid);
        if (deployment is null)
            return null;
        var workload = Of(new PodController(owner.Kind, owner.Name, owner.Uid), deployment.Spec.Template, onDelete: false);
        return deployment.Spec.Paused == true ? workload with { Obstacle = "is paused: resume it" } : workload;
    }

    private static T? Same<T>(T? found, string uid)
        where T : class, IKubernetesObject<V1ObjectMeta> => found?.Metadata.Uid == uid ? found : null;

    private static Workload Of(PodController controller, V1PodTemplateSpec template, bool onDelete) => new(
        controller.Kind,
        controller.Name,
        controller.Uid,
        template.Metadata?.Annotations?.TryGetValue(WellKnown.RestartAnnotation, out var arn) == true ? arn : null,
        onDelete ? "replaces its pods only when they are deleted (OnDelete): delete them yourself" : null);

    private static Workload Obstructed(PodController controller, string obstacle) =>
        new(controller.Kind, controller.Name, controller.Uid, RestartedFor: null, obstacle);
}
