using IrsaOperator.Sandbox.Journey.Steps;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>The steps, in their order.</summary>
internal static class Journeys
{
    /// <summary>From the sample to a pod's credentials; leaves the binding there to look at.</summary>
    public static IReadOnlyList<IJourneyStep> Tour { get; } =
    [
        new ApplyWorkload(),
        new WorkloadBecomesReady(),
        new RoleIsInIam(),
        new ServiceAccountIsAnnotated(),
        new PodIsInjected(),
        new TokenIsExchanged(),
        new StrangerIsRefused(),
        new OtherAudienceIsRefused(),
    ];

    /// <summary>The tour, a ServiceAccount that was there before, a restart that changes nothing, and the way back.</summary>
    public static IReadOnlyList<IJourneyStep> All { get; } =
    [
        .. Tour,
        new AwsNodeIsBound(),
        new OperatorIsBounded(),
        new RestartChangesNothing(),
        new OperatorGoesOn(),
        new DeletionCleansUp(),
    ];
}
