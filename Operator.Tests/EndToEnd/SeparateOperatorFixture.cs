namespace IrsaOperator.Tests.EndToEnd;

/// <summary>An operator on a control plane of its own.</summary>
public sealed class SeparateOperatorFixture : OperatorFixture
{
    private readonly ControlPlaneFixture _plane;

    public SeparateOperatorFixture()
        : this(new ControlPlaneFixture())
    {
    }

    private SeparateOperatorFixture(ControlPlaneFixture plane)
        : base(plane) => _plane = plane;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _plane.DisposeAsync();
    }
}
