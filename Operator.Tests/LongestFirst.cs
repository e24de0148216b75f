using IrsaOperator.Tests;
using IrsaOperator.Tests.EndToEnd;
using IrsaOperator.Tests.EndToEnd.Faults;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace IrsaOperator.Tests;

/// <summary>Begins with the collections that take minutes: whichever of them came last would run on alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [AwsFaultCollection.Name, FaultCollection.Name, OperatorCollection.Name, LongRunCollection.Name, ReplicaCollection.Name];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.IndexOf(Longest, collection.TestCollectionDisplayName) is var place and >= 0 ? place : Longest.Length)];
}
