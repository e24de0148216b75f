namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class WorkloadBecomesReady : IJourneyStep
{
    public string Name => $"Binding {Samples.Workload} becomes Ready";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var binding = await context.ReadyBindingAsync(Samples.Workload, cancellationToken);
        foreach (var condition in binding.Status!.Conditions!)
            notes.Saw(condition.Type, $"{condition.Status}, {condition.Reason}: {condition.Message}");
        context.RoleArn = binding.Status.Role?.Arn ?? throw new StepFailedException("The binding is Ready, and its status names no role.");
        notes.Saw("status.role.arn", context.RoleArn);
    }
}
