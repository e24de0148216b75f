using k8s.Models;

namespace IrsaOperator.Tests.Sandbox.PodIdentity;

/// <summary>The part of a pod that the webhook may touch, without what the ServiceAccount admission plugin adds.</summary>
internal static class PodText
{
    private const string ApiAccess = "kube-api-access-";

    public static string Of(V1Pod pod) => string.Join('\n', Lines(pod));

    private static IEnumerable<string> Lines(V1Pod pod)
    {
        foreach (var container in (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers))
        {
            yield return container.Name;
            foreach (var variable in container.Env ?? [])
                yield return $"  {variable.Name}={variable.Value}";
            foreach (var mount in (container.VolumeMounts ?? []).Where(mount => !IsApiAccess(mount.Name)))
                yield return $"  mount {mount.Name} {mount.MountPath}{(mount.ReadOnlyProperty == true ? " read-only" : "")}";
        }

        foreach (var volume in (pod.Spec.Volumes ?? []).Where(volume => !IsApiAccess(volume.Name)))
        {
            var token = volume.Projected?.Sources.Single().ServiceAccountToken;
            yield return $"volume {volume.Name}{(token is null ? "" : $": {token.Path} for {token.Audience}, {token.ExpirationSeconds} seconds")}";
        }
    }

    private static bool IsApiAccess(string name) => name.StartsWith(ApiAccess, StringComparison.Ordinal);
}
