namespace IrsaOperator.Sandbox.Journey;

/// <summary>An object's namespace and name.</summary>
internal sealed record ObjectName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}/{Name}";
}
