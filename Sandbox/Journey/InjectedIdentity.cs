using k8s.Models;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>What the pod identity webhook put into a pod.</summary>
internal sealed record InjectedIdentity(IReadOnlyDictionary<string, string> Variables, string VolumeName, string MountPath, V1ServiceAccountTokenProjection Token)
{
    public const string RoleArnVariable = "AWS_ROLE_ARN";
    public const string TokenFileVariable = "AWS_WEB_IDENTITY_TOKEN_FILE";

    /// <summary>Reads it from the pod that the API server answered.</summary>
    /// <exception cref="StepFailedException">Something is missing.</exception>
    public static InjectedIdentity From(V1Pod pod)
    {
        var container = pod.Spec.Containers[0];
        var variables = (container.Env ?? [])
            .Where(variable => variable.Name.StartsWith("AWS_", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Name, variable => variable.Value ?? "");
        foreach (var name in (string[])[RoleArnVariable, TokenFileVariable])
        {
            if (!variables.ContainsKey(name))
                throw new StepFailedException($"The pod's container got no {name}.");
        }

        var mount = (container.VolumeMounts ?? [])
            .FirstOrDefault(mount => variables[TokenFileVariable].StartsWith(mount.MountPath + "/", StringComparison.Ordinal))
            ?? throw new StepFailedException($"The pod mounts nothing at {variables[TokenFileVariable]}.");
        var token = pod.Spec.Volumes?.FirstOrDefault(volume => volume.Name == mount.Name)?.Projected?.Sources
            .Select(source => source.ServiceAccountToken)
            .FirstOrDefault(source => source is not null)
            ?? throw new StepFailedException($"The pod's volume {mount.Name} projects no token.");
        return new InjectedIdentity(variables, mount.Name, mount.MountPath, token);
    }
}
