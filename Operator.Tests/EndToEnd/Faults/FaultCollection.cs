namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>The tests that kill and cut, one after the other, beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class FaultCollection : ICollectionFixture<FaultFixture>
{
    public const string Name = "faults";
}
