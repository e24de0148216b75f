using Amazon.SecurityToken.Model;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Sandbox.Journey.Steps;

internal sealed class TokenIsExchanged : IJourneyStep
{
    public string Name => "The pod's token is exchanged for the role's credentials";

    public async Task RunAsync(JourneyContext context, StepNotes notes, CancellationToken cancellationToken)
    {
        var source = PodToken.Of(context);
        notes.Did($"asked for a token of {source.ServiceAccount} for {source.Audience}, as the kubelet would");
        var credentials = await WebIdentity.ExchangeAsync(context.Eks, source, context.RoleArn, cancellationToken);
        notes.Saw("AssumeRoleWithWebIdentity", $"accepted, access key {credentials.AccessKeyId}, good until {credentials.Expiration:u}");

        using var sts = context.Eks.Aws.Sts(credentials);
        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
        notes.Saw("GetCallerIdentity", identity.Arn);
        if (!identity.Arn.EndsWith($":assumed-role/{Samples.WorkloadRole}/{WebIdentity.SessionName}", StringComparison.Ordinal))
            throw new StepFailedException($"The credentials are those of {identity.Arn}.");
    }
}
