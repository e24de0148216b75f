namespace IrsaOperator.Tests.EndToEnd;

/// <summary>The tests that have the operator for themselves, one after the other.</summary>
[CollectionDefinition(Name)]
[TestClassOrderer(typeof(LastClassOrderer))]
public sealed class OperatorCollection : ICollectionFixture<OperatorFixture>
{
    public const string Name = "operator";
}
