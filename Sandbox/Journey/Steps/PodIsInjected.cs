using k8s;
using k8s.Models;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class PodIsInjected : IJourneyStep
{
    public string Name => "A pod of the ServiceAccount gets the role's ARN and a projected token";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var pod = await context.Eks.Client.CoreV1.CreateNamespacedPodAsync(Pod(), Samples.Workload.Namespace, cancellationToken: cancellationToken);
        context.Pod = pod;
        notes.Did($"created Pod {pod.Metadata.NamespaceProperty}/{pod.Metadata.Name} with serviceAccountName: {pod.Spec.ServiceAccountName}");

        var injected = InjectedIdentity.From(pod);
        foreach (var (name, value) in injected.Variables)
            notes.Saw(name, value);
        notes.Saw(
            $"volume {injected.VolumeName}",
            $"projected token for {injected.Token.Audience}, {injected.Token.ExpirationSeconds} seconds, mounted at {injected.MountPath}");
        if (injected.Variables[InjectedIdentity.RoleArnVariable] != context.RoleArn)
            throw new StepFailedException($"{InjectedIdentity.RoleArnVariable} is not {context.RoleArn}.");
    }

    // There is no kubelet, so the pod stays Pending: what matters is what was injected into it.
    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta { GenerateName = $"{Samples.Workload.Name}-" },
        Spec = new V1PodSpec
        {
            ServiceAccountName = Samples.Workload.Name,
            Containers = [new V1Container { Name = "app", Image = "app" }],
        },
    };
}
