namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class StrangerIsRefused : IJourneyStep
{
    private const string ErrorCode = "AccessDenied";

    public string Name => "Another ServiceAccount's token is refused";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        await context.EnsureServiceAccountAsync(Samples.Stranger, cancellationToken);
        var source = PodToken.Of(context) with { ServiceAccount = Samples.Stranger };
        notes.Did($"asked for a token of {source.ServiceAccount} for {source.Audience}");
        notes.Saw(
            "AssumeRoleWithWebIdentity", await WebIdentity.RefusalAsync(context.Eks, source, context.RoleArn, ErrorCode, cancellationToken));
    }
}
