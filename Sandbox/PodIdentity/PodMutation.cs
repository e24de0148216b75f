using k8s.Models;

namespace IrsaOperator.Sandbox.PodIdentity;

/// <summary>
/// Turns settings into the patch of one pod. It adds to lists and never replaces a container as a whole, so that fields
/// that the client's model doesn't know survive.
/// </summary>
internal static class PodMutation
{
    public static IReadOnlyList<PatchOperation> Patch(V1Pod pod, PodIdentitySettings settings, PodIdentityWebhookOptions options)
    {
        var patch = new List<PatchOperation>();
        if (pod.Spec.Volumes?.Any(volume => volume.Name == PodIdentityNames.Volume) != true)
            patch.Add(Prepend("/spec/volumes", pod.Spec.Volumes, TokenVolume(settings)));

        var injected = Environment(settings, options, TokenPath(pod.Spec.NodeSelector));
        AddToContainers(patch, "/spec/initContainers", pod.Spec.InitContainers, settings, injected);
        AddToContainers(patch, "/spec/containers", pod.Spec.Containers, settings, injected);
        return patch;
    }

    private static void AddToContainers(
        List<PatchOperation> patch, string path, IList<V1Container>? containers, PodIdentitySettings settings, IReadOnlyList<V1EnvVar[]> injected)
    {
        for (var index = 0; index < (containers?.Count ?? 0); index++)
        {
            var container = containers![index];
            if (settings.SkippedContainers.Contains(container.Name))
                continue;

            // Variables come in groups: one that the pod sets itself keeps its whole group out.
            var present = container.Env?.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal) ?? [];
            var missing = injected.Where(group => !group.Any(variable => present.Contains(variable.Name))).SelectMany(group => group);
            patch.AddRange(Append($"{path}/{index}/env", container.Env, [.. missing]));

            if (container.VolumeMounts?.Any(mount => mount.Name == PodIdentityNames.Volume) != true)
            {
                var mount = new V1VolumeMount { Name = PodIdentityNames.Volume, MountPath = PodIdentityNames.MountPath, ReadOnlyProperty = true };
                patch.AddRange(Append($"{path}/{index}/volumeMounts", container.VolumeMounts, [mount]));
            }
        }
    }

    private static List<V1EnvVar[]> Environment(PodIdentitySettings settings, PodIdentityWebhookOptions options, string tokenPath)
    {
        List<V1EnvVar[]> groups = [];
        if (settings.RegionalSts)
            groups.Add([Variable("AWS_STS_REGIONAL_ENDPOINTS", "regional")]);
        if (options.Region.Length > 0)
            groups.Add([Variable("AWS_DEFAULT_REGION", options.Region), Variable("AWS_REGION", options.Region)]);
        groups.Add([Variable("AWS_ROLE_ARN", settings.RoleArn), Variable("AWS_WEB_IDENTITY_TOKEN_FILE", tokenPath)]);
        return groups;
    }

    private static V1EnvVar Variable(string name, string value) => new() { Name = name, Value = value };

    private static V1Volume TokenVolume(PodIdentitySettings settings) => new()
    {
        Name = PodIdentityNames.Volume,
        Projected = new V1ProjectedVolumeSource
        {
            Sources =
            [
                new V1VolumeProjection
                {
                    ServiceAccountToken = new V1ServiceAccountTokenProjection
                    {
                        Audience = settings.Audience,
                        ExpirationSeconds = settings.TokenExpiration,
                        Path = PodIdentityNames.TokenFile,
                    },
                },
            ],
        },
    };

    private static string TokenPath(IDictionary<string, string>? nodeSelector)
    {
        const string path = $"{PodIdentityNames.MountPath}/{PodIdentityNames.TokenFile}";
        var windows = nodeSelector is not null
            && (nodeSelector.TryGetValue("kubernetes.io/os", out var system) || nodeSelector.TryGetValue("beta.kubernetes.io/os", out system))
            && system == "windows";
        return windows ? "C:" + path.Replace('/', '\\') : path;
    }

    private static PatchOperation Prepend<T>(string path, IList<T>? list, T item)
        where T : notnull =>
        list is null ? PatchOperation.Add(path, new[] { item }) : PatchOperation.Add($"{path}/0", item);

    // "-" names the place after a list's end; a list that isn't there must be added with its items.
    private static IEnumerable<PatchOperation> Append<T>(string path, IList<T>? list, IReadOnlyList<T> items)
        where T : notnull
    {
        if (items.Count == 0)
            return [];
        return list is null ? [PatchOperation.Add(path, items)] : items.Select(item => PatchOperation.Add($"{path}/-", item));
    }
}
