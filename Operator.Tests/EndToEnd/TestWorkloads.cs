using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Workloads and pods as their controllers would make them; the test's control plane runs no controllers and no nodes.</summary>
internal sealed class TestWorkloads(OperatorFixture fixture, string @namespace, string serviceAccount)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<V1Deployment> DeploymentAsync(string name, bool paused = false)
    {
        var deployment = await fixture.Client.CreateAsync(
            new V1Deployment { ApiVersion = "apps/v1", Kind = "Deployment", Metadata = Meta(name), Spec = new V1DeploymentSpec { Selector = Selector(name), Template = Template(name), Paused = paused } }, Cancel);
        await PodAsync($"{name}-pod", await fixture.Client.CreateAsync(
            new V1ReplicaSet
            {
                ApiVersion = "apps/v1",
                Kind = "ReplicaSet",
                Metadata = Meta($"{name}-rs", deployment),
                Spec = new V1ReplicaSetSpec { Selector = Selector(name), Template = Template(name) },
            },
            Cancel));
        return deployment;
    }

    public async Task<V1StatefulSet> StatefulSetAsync(string name, string strategy = "RollingUpdate")
    {
        var set = await fixture.Client.CreateAsync(
            new V1StatefulSet
            {
                ApiVersion = "apps/v1",
                Kind = "StatefulSet",
                Metadata = Meta(name),
                Spec = new V1StatefulSetSpec { ServiceName = name, Selector = Selector(name), Template = Template(name), UpdateStrategy = new V1StatefulSetUpdateStrategy { Type = strategy } },
            },
            Cancel);
        await PodAsync($"{name}-0", set);
        return set;
    }

    public async Task<V1DaemonSet> DaemonSetAsync(string name, string strategy = "RollingUpdate")
    {
        var set = await fixture.Client.CreateAsync(
            new V1DaemonSet
            {
                ApiVersion = "apps/v1",
                Kind = "DaemonSet",
                Metadata = Meta(name),
                Spec = new V1DaemonSetSpec { Selector = Selector(name), Template = Template(name), UpdateStrategy = new V1DaemonSetUpdateStrategy { Type = strategy } },
            },
            Cancel);
        await PodAsync($"{name}-x", set);
        return set;
    }

    public async Task JobAsync(string name) => await PodAsync($"{name}-x", await fixture.Client.CreateAsync(
        new V1Job { ApiVersion = "batch/v1", Kind = "Job", Metadata = Meta(name), Spec = new V1JobSpec { Template = Template(name, "Never") } }, Cancel));

    public Task<V1Pod> PodAsync(string name, k8s.IKubernetesObject<V1ObjectMeta>? controller = null) => fixture.Client.CreateAsync(
        new V1Pod { ApiVersion = "v1", Kind = "Pod", Metadata = Meta(name, controller), Spec = Template(name).Spec }, Cancel);

    private V1PodTemplateSpec Template(string name, string restartPolicy = "Always") => new()
    {
        Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = name } },
        Spec = new V1PodSpec { ServiceAccountName = serviceAccount, RestartPolicy = restartPolicy, Containers = [new V1Container { Name = "main", Image = "example.test/main" }] },
    };

    private static V1LabelSelector Selector(string name) => new() { MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = name } };

    private V1ObjectMeta Meta(string name, k8s.IKubernetesObject<V1ObjectMeta>? controller = null) => new()
    {
        Name = name,
        NamespaceProperty = @namespace,
        OwnerReferences = controller is null
            ? null
            : [new V1OwnerReference { ApiVersion = controller.ApiVersion, Kind = controller.Kind, Name = controller.Metadata.Name, Uid = controller.Metadata.Uid, Controller = true }],
    };
}
