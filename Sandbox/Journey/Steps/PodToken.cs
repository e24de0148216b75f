namespace IrsaOperator.Sandbox.Journey.Steps;

internal static class PodToken
{
    private const long DefaultExpiration = 3600;

    /// <summary>The token that the pod's projected volume asks for.</summary>
    public static TokenSource Of(JourneyContext context)
    {
        var pod = context.Pod ?? throw new StepFailedException("No pod was created.");
        var token = InjectedIdentity.From(pod).Token;
        return new TokenSource(
            new ObjectName(pod.Metadata.NamespaceProperty, pod.Spec.ServiceAccountName), token.Audience, token.ExpirationSeconds ?? DefaultExpiration);
    }
}
