using System.Net;
using System.Text.Json.Nodes;
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
        var group = controller.ApiVersion.Split('/')[0];
        switch (group, controller.Kind)
        {
            case (V1ReplicaSet.KubeGroup, V1ReplicaSet.KubeKind):
                var replicaSet = Same(await client.GetAsync<ReplicaSetObject>(controller.Name, @namespace, cancellationToken), controller.Uid);
                if (replicaSet is null)
                    return null;
                var owner = replicaSet.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true);
                return owner is { Kind: V1Deployment.KubeKind } && owner.ApiVersion.StartsWith(V1Deployment.KubeGroup + "/", StringComparison.Ordinal)
                    ? await DeploymentAsync(@namespace, owner, cancellationToken)
                    : Obstructed(controller, "has no Deployment that could replace its pods: delete them yourself");
            case (V1StatefulSet.KubeGroup, V1StatefulSet.KubeKind):
                var statefulSet = Same(await client.GetAsync<StatefulSetObject>(controller.Name, @namespace, cancellationToken), controller.Uid);
                return statefulSet is null ? null : Of(controller, statefulSet.Spec.Template, statefulSet.Spec.UpdateStrategy?.Type == OnDelete) with
                {
                    IsRolledOut = statefulSet.Status.ObservedGeneration >= statefulSet.Metadata.Generation
                        && (statefulSet.Status.UpdatedReplicas ?? 0) == (statefulSet.Status.Replicas ?? 0),
                };
            case (V1DaemonSet.KubeGroup, V1DaemonSet.KubeKind):
                var daemonSet = Same(await client.GetAsync<DaemonSetObject>(controller.Name, @namespace, cancellationToken), controller.Uid);
                return daemonSet is null ? null : Of(controller, daemonSet.Spec.Template, daemonSet.Spec.UpdateStrategy?.Type == OnDelete) with
                {
                    IsRolledOut = daemonSet.Status.ObservedGeneration >= daemonSet.Metadata.Generation
                        && (daemonSet.Status.UpdatedNumberScheduled ?? 0) == (daemonSet.Status.DesiredNumberScheduled ?? 0),
                };
            case (V1Job.KubeGroup, V1Job.KubeKind):
                return Obstructed(controller, "is not restarted: its next pods have the role");
            default:
                return Obstructed(controller, $"({controller.ApiVersion}) is no workload that the operator restarts: restart it yourself");
        }
    }

    public async Task<ApplyResult> RestartAsync(string @namespace, Workload workload, string roleArn, CancellationToken cancellationToken)
    {
        // Nothing but our own annotation, so that whoever applies the rest of the object meets no conflict. The uid keeps an apply
        // from making a new object in the place of one that was deleted meanwhile.
        var patch = new V1Patch(
            new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = workload.Kind,
                ["metadata"] = new JsonObject { ["name"] = workload.Name, ["namespace"] = @namespace, ["uid"] = workload.Uid },
                ["spec"] = new JsonObject
                {
                    ["template"] = new JsonObject
                    {
                        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [WellKnown.RestartAnnotation] = roleArn } },
                    },
                },
            }.ToJsonString(),
            V1Patch.PatchType.ApplyPatch);
        try
        {
            await (workload.Kind switch
            {
                V1Deployment.KubeKind => ApplyAsync<DeploymentObject>(patch, @namespace, workload.Name, cancellationToken),
                V1StatefulSet.KubeKind => ApplyAsync<StatefulSetObject>(patch, @namespace, workload.Name, cancellationToken),
                _ => ApplyAsync<DaemonSetObject>(patch, @namespace, workload.Name, cancellationToken),
            });
            return ApplyResult.Applied;
        }
        catch (HttpOperationException error) when (error.Response?.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone, or another one by now: its pods are looked at again.
            return ApplyResult.Missing;
        }
    }

    private Task ApplyAsync<T>(V1Patch patch, string @namespace, string name, CancellationToken cancellationToken)
        where T : IKubernetesObject<V1ObjectMeta> =>
        client.PatchAsync<T>(patch, name, @namespace, fieldManager: WellKnown.FieldManager, force: true, cancellationToken: cancellationToken);

    private async Task<Workload?> DeploymentAsync(string @namespace, V1OwnerReference owner, CancellationToken cancellationToken)
    {
        var deployment = Same(await client.GetAsync<DeploymentObject>(owner.Name, @namespace, cancellationToken), owner.Uid);
        if (deployment is null)
            return null;
        var workload = Of(new PodController(owner.ApiVersion, owner.Kind, owner.Name, owner.Uid), deployment.Spec.Template, onDelete: false) with
        {
            IsRolledOut = deployment.Status.ObservedGeneration >= deployment.Metadata.Generation
                && (deployment.Status.UpdatedReplicas ?? 0) == (deployment.Status.Replicas ?? 0),
        };
        return deployment.Spec.Paused == true ? workload with { Obstacle = "is paused: resume it" } : workload;
    }

    private static T? Same<T>(T? found, string uid)
        where T : class, IKubernetesObject<V1ObjectMeta> => found?.Metadata.Uid == uid ? found : null;

    private static Workload Of(PodController controller, WorkloadSpec.TemplateObject? template, bool onDelete) => new(
        controller.Kind,
        controller.Name,
        controller.Uid,
        template?.Metadata?.Annotations?.TryGetValue(WellKnown.RestartAnnotation, out var arn) == true ? arn : null,
        onDelete ? "replaces its pods only when they are deleted (OnDelete): delete them yourself"
            : NamesItsOwnRole(template?.Spec) ? "names a role of its own in AWS_ROLE_ARN, which the webhook leaves: take the variable out of the pod template"
            : null);

    private static bool NamesItsOwnRole(PodTemplate? pod) =>
        pod?.Containers.Concat(pod.InitContainers ?? []).Any(container => container.Env?.Any(variable => variable.Name == Pods.RoleArnVariable) == true) == true;

    private static Workload Obstructed(PodController controller, string obstacle) =>
        new(controller.Kind, controller.Name, controller.Uid, RestartedFor: null, obstacle);
}
