using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class AwsNodeIsBound : IJourneyStep
{
    public string Name => $"A ServiceAccount that was there before, {Samples.AwsNode}, gets a role with {Samples.AwsNodePolicy}";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        await context.EnsureServiceAccountAsync(Samples.AwsNode, cancellationToken);
        notes.Did($"created ServiceAccount {Samples.AwsNode}, as the VPC CNI add-on does");
        await context.Eks.Manifests.ApplyFileAsync(ConfigFiles.Sample(Samples.AwsNodeFile), cancellationToken);
        notes.Did($"applied config/samples/{Samples.AwsNodeFile}");

        var binding = await context.ReadyBindingAsync(Samples.AwsNode, cancellationToken);
        var name = binding.Status?.Role?.Name ?? throw new StepFailedException("The binding is Ready, and its status names no role.");
        using var iam = context.Eks.Aws.AdminIam();
        var role = await RoleView.FindAsync(iam, name, cancellationToken) ?? throw new StepFailedException($"IAM has no role {name}.");
        notes.Saw("role", role.Arn);
        foreach (var policy in role.ManagedPolicies)
            notes.Saw("managed policy", policy);
        if (!role.ManagedPolicies.Any(arn => arn.EndsWith($":policy/{Samples.AwsNodePolicy}", StringComparison.Ordinal)))
            throw new StepFailedException($"{Samples.AwsNodePolicy} is not attached.");

        var account = await context.GetServiceAccountAsync(Samples.AwsNode, cancellationToken);
        if (account.Metadata.Annotations?.TryGetValue(WellKnown.RoleArnAnnotation, out var arn) != true || arn != role.Arn)
            throw new StepFailedException($"ServiceAccount {Samples.AwsNode} does not carry {role.Arn}.");
        notes.Saw(WellKnown.RoleArnAnnotation, arn!);
    }
}
