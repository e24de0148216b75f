namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class OtherAudienceIsRefused : IJourneyStep
{
    private const string ErrorCode = "InvalidIdentityToken";
    private const string OtherAudience = "vault.example.com";

    public string Name => "The ServiceAccount's own token for another audience is refused";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var source = PodToken.Of(context) with { Audience = OtherAudience };
        notes.Did($"asked for a token of {source.ServiceAccount} for {source.Audience}");
        notes.Saw(
            "AssumeRoleWithWebIdentity", await WebIdentity.RefusalAsync(context.Eks, source, context.RoleArn, ErrorCode, cancellationToken));
    }
}
