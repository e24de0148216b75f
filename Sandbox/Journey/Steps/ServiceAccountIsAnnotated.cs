using IrsaOperator.Api;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class ServiceAccountIsAnnotated : IJourneyStep
{
    public string Name => $"ServiceAccount {Samples.Workload} carries the role's ARN";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var account = await context.GetServiceAccountAsync(Samples.Workload, cancellationToken);
        foreach (var (key, value) in account.Metadata.Annotations ?? new Dictionary<string, string>())
            notes.Saw(key, value);
        if (account.Metadata.Annotations?.TryGetValue(WellKnown.RoleArnAnnotation, out var arn) != true || arn != context.RoleArn)
            throw new StepFailedException($"The annotation {WellKnown.RoleArnAnnotation} is not {context.RoleArn}.");

        // spec.serviceAccount.create is true, so it goes with its binding.
        var owner = account.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Kind == WellKnown.Kind)
            ?? throw new StepFailedException("The ServiceAccount has no owner reference to its binding.");
        notes.Saw("owner", $"{owner.Kind} {owner.Name}");
    }
}
