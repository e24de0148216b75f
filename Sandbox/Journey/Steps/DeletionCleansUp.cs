using Amazon.IdentityManagement;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using k8s;
using k8s.Models;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class DeletionCleansUp : IJourneyStep
{
    public string Name => "Deleted bindings take annotations and roles with them, and leave the ServiceAccount that was there before";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        using var iam = context.Eks.Aws.AdminIam();
        foreach (var name in (ObjectName[])[Samples.Workload, Samples.AwsNode])
            await DeleteAsync(context, notes, iam, name, cancellationToken);

        if (await context.FindServiceAccountAsync(Samples.Workload, cancellationToken) is not null)
            throw new StepFailedException($"ServiceAccount {Samples.Workload} is still there; it was made for its binding.");
        notes.Saw($"ServiceAccount {Samples.Workload}", "deleted with its binding");

        var awsNode = await context.GetServiceAccountAsync(Samples.AwsNode, cancellationToken);
        if (awsNode.Metadata.Annotations?.ContainsKey(WellKnown.RoleArnAnnotation) == true)
            throw new StepFailedException($"ServiceAccount {Samples.AwsNode} still carries {WellKnown.RoleArnAnnotation}.");
        notes.Saw($"ServiceAccount {Samples.AwsNode}", "still there, without the annotation");
    }

    private static async Task DeleteAsync(
        JourneyContext context, StepNotes notes, IAmazonIdentityManagementService iam, ObjectName name, CancellationToken cancellationToken)
    {
        var binding = await context.FindBindingAsync(name, cancellationToken) ?? throw new StepFailedException($"Binding {name} does not exist.");
        var role = binding.Status?.Role?.Name ?? throw new StepFailedException($"The status of binding {name} names no role.");
        await context.Eks.Client.CustomObjects.DeleteNamespacedCustomObjectAsync(
            WellKnown.Group, WellKnown.Version, name.Namespace, WellKnown.Plural, name.Name, new V1DeleteOptions(), cancellationToken: cancellationToken);
        notes.Did($"deleted binding {name}");
        await context.UntilAsync<string>(
            $"binding {name} to be gone",
            async cancellation => await context.FindBindingAsync(name, cancellation) is { } left ? (null, Held(left)) : ("gone", ""),
            cancellationToken);

        if (await RoleView.FindAsync(iam, role, cancellationToken) is { } kept)
            throw new StepFailedException($"The role {kept.Arn} is still in IAM.");
        notes.Saw($"role {role}", "gone from IAM");
    }

    private static string Held(IrsaBinding binding)
    {
        var ready = binding.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        return $"its finalizers are {string.Join(", ", binding.Metadata.Finalizers ?? [])}, and Ready says {ready?.Reason}: {ready?.Message}";
    }
}
