namespace IrsaOperator.Tests.EndToEnd;

/// <summary>An operator on a control plane of its own, for tests that measure.</summary>
public sealed class QuietFixture : OperatorFixture
{
    private readonly ControlPlaneFixture _plane;

    public QuietFixture()
        : this(new ControlPlaneFixture())
    {
    }

    private QuietFixture(ControlPlaneFixture plane)
        : base(plane) => _plane = plane;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _plane.DisposeAsync();
    }
}
