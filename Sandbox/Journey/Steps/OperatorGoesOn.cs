namespace IrsaOperator.Sandbox.Journey.Steps;

/// <summary>A step of its own, so that the calls of a start are counted neither as those of no change nor as those of a deletion.</summary>
internal sealed class OperatorGoesOn : IJourneyStep
{
    public string Name => "The operator is started again and finds its bindings Ready";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        await OperatorStart.RunAsync(context, [Samples.Workload, Samples.AwsNode], cancellationToken);
        notes.Did($"started the operator at {context.Eks.Operator?.Url}");
    }
}
