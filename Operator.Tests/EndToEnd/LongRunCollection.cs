namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Tests of the operator that take minutes: beside the others, on a control plane of their own.</summary>
[CollectionDefinition(Name)]
public sealed class LongRunCollection : ICollectionFixture<SeparateOperatorFixture>
{
    public const string Name = "operator, long runs";
}
