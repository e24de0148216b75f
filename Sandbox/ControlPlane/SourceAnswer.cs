namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>Either binaries, or the reason why a source has none.</summary>
internal sealed record SourceAnswer
{
    private SourceAnswer(ControlPlaneBinaries? binaries, string? reason)
    {
        Binaries = binaries;
        Reason = reason;
    }

    public ControlPlaneBinaries? Binaries { get; }

    public string? Reason { get; }

    public static SourceAnswer Found(ControlPlaneBinaries binaries) => new(binaries, reason: null);

    public static SourceAnswer Unavailable(string reason) => new(binaries: null, reason);
}
