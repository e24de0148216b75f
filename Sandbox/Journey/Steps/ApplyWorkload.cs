using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class ApplyWorkload : IJourneyStep
{
    public string Name => $"The sample config/samples/{Samples.WorkloadFile} is applied";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var applied = await context.Eks.Manifests.ApplyFileAsync(ConfigFiles.Sample(Samples.WorkloadFile), cancellationToken);
        foreach (var manifest in applied)
            notes.Did($"applied {manifest.Kind} {(manifest.Namespace is null ? "" : manifest.Namespace + "/")}{manifest.Name}");
    }
}
