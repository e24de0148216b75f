using System.Text.Json;
using System.Text.Json.Serialization;
using IrsaOperator.Api;
using k8s;
using k8s.KubeConfigModels;
using k8s.Models;
using KubeOps.Abstractions.Entities;

namespace IrsaOperator.Cluster;

/// <summary>
/// How the objects that the operator works with are read and written, worked out by the compiler. The library's own table asks of each
/// type whether it is one of a thousand of its own, which brings all of these into memory when it is none.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IrsaBinding))]
[JsonSerializable(typeof(IrsaPolicy))]
[JsonSerializable(typeof(EntityList<IrsaPolicy>))]
[JsonSerializable(typeof(WatchedServiceAccount))]
[JsonSerializable(typeof(V1ServiceAccount))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(EntityList<V1Namespace>))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1DeleteOptions))]
[JsonSerializable(typeof(EntityList<PodObject>))]
[JsonSerializable(typeof(ReplicaSetObject))]
[JsonSerializable(typeof(DeploymentObject))]
[JsonSerializable(typeof(StatefulSetObject))]
[JsonSerializable(typeof(DaemonSetObject))]
[JsonSerializable(typeof(V1Patch))]
[JsonSerializable(typeof(Authenticationv1TokenRequest))]
[JsonSerializable(typeof(Corev1Event))]
[JsonSerializable(typeof(Bindings.Page))]
[JsonSerializable(typeof(BindingStatuses.Operation[]))]
[JsonSerializable(typeof(ExecCredentialResponse))]
// What the library tells an exec plugin, by reflection: a native program has the code for it only if it is named somewhere.
[JsonSerializable(typeof(Dictionary<string, bool>))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ClusterJson : JsonSerializerContext
{
    /// <summary>Makes it the way of the Kubernetes client.</summary>
    public static void Use() => KubernetesJson.AddJsonOptions(options =>
    {
        // A policy document may be nested as deeply as the API server lets it be: the binding must still be read, so that it can be
        // told what is wrong with it.
        options.MaxDepth = 10_000;

        // And no other: a type that is missing here fails in the tests, not only in the native program, which has no reflection.
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(Default);
    });
}
