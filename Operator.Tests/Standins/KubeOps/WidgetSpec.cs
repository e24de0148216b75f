namespace IrsaOperator.Tests.Standins.KubeOps;

public sealed class WidgetSpec
{
    public int Size { get; set; }
}
