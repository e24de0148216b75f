namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Tests that wait long for what AWS takes: beside the others, on a control plane of their own.</summary>
[CollectionDefinition(Name)]
public sealed class AwsFaultCollection : ICollectionFixture<FaultFixture>
{
    public const string Name = "faults of AWS";
}
