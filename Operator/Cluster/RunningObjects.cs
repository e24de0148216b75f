using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;

namespace IrsaOperator.Cluster;

/// <summary>
/// Pods and the workloads that make them, as far as it matters who runs as which ServiceAccount: their whole specs are some 150 types,
/// whose descriptions alone would take more memory than a thousand bindings.
/// </summary>
internal abstract class RunningObject<TSpec, TStatus> : IKubernetesObject<V1ObjectMeta>, IJsonOnDeserialized
    where TSpec : class, new()
    where TStatus : class, new()
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public TSpec Spec { get; set; } = new();

    public TStatus Status { get; set; } = new();

    // Longer than all the rest, and of no use here.
    void IJsonOnDeserialized.OnDeserialized() => Metadata.ManagedFields = null;
}

[Ignore]
[KubernetesEntity(Group = V1Pod.KubeGroup, ApiVersion = V1Pod.KubeApiVersion, Kind = V1Pod.KubeKind, PluralName = V1Pod.KubePluralName)]
internal sealed class PodObject : RunningObject<PodTemplate, PodObject.Phases>
{
    internal sealed class Phases
    {
        public string? Phase { get; set; }
    }
}

[Ignore]
[KubernetesEntity(Group = V1Deployment.KubeGroup, ApiVersion = V1Deployment.KubeApiVersion, Kind = V1Deployment.KubeKind, PluralName = V1Deployment.KubePluralName)]
internal sealed class DeploymentObject : RunningObject<WorkloadSpec, WorkloadStatus>;

[Ignore]
[KubernetesEntity(Group = V1ReplicaSet.KubeGroup, ApiVersion = V1ReplicaSet.KubeApiVersion, Kind = V1ReplicaSet.KubeKind, PluralName = V1ReplicaSet.KubePluralName)]
internal sealed class ReplicaSetObject : RunningObject<WorkloadSpec, WorkloadStatus>;

[Ignore]
[KubernetesEntity(Group = V1StatefulSet.KubeGroup, ApiVersion = V1StatefulSet.KubeApiVersion, Kind = V1StatefulSet.KubeKind, PluralName = V1StatefulSet.KubePluralName)]
internal sealed class StatefulSetObject : RunningObject<WorkloadSpec, WorkloadStatus>;

[Ignore]
[KubernetesEntity(Group = V1DaemonSet.KubeGroup, ApiVersion = V1DaemonSet.KubeApiVersion, Kind = V1DaemonSet.KubeKind, PluralName = V1DaemonSet.KubePluralName)]
internal sealed class DaemonSetObject : RunningObject<WorkloadSpec, WorkloadStatus>;

/// <summary>What a workload wants.</summary>
internal sealed class WorkloadSpec
{
    public bool? Paused { get; set; }

    public Strategy? UpdateStrategy { get; set; }

    public TemplateObject? Template { get; set; }

    internal sealed class Strategy
    {
        public string? Type { get; set; }
    }

    internal sealed class TemplateObject
    {
        public V1ObjectMeta? Metadata { get; set; }

        public PodTemplate? Spec { get; set; }
    }
}

/// <summary>How far a workload's roll-out is.</summary>
internal sealed class WorkloadStatus
{
    public long? ObservedGeneration { get; set; }

    public int? Replicas { get; set; }

    public int? UpdatedReplicas { get; set; }

    public int? DesiredNumberScheduled { get; set; }

    public int? UpdatedNumberScheduled { get; set; }
}

/// <summary>What runs in a pod, and as whom.</summary>
[SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "The deserializer fills them in.")]
internal sealed class PodTemplate
{
    public string? ServiceAccountName { get; set; }

    public IList<Container> Containers { get; set; } = [];

    public IList<Container>? InitContainers { get; set; }

    internal sealed class Container
    {
        public string Name { get; set; } = "";

        public IList<Variable>? Env { get; set; }
    }

    internal sealed class Variable
    {
        public string? Name { get; set; }

        public string? Value { get; set; }
    }
}
