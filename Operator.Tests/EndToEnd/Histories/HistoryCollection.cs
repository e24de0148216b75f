using IrsaOperator.Tests.EndToEnd.Faults;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>The histories on a control plane of their own, beside the other tests.</summary>
[CollectionDefinition(Name)]
public sealed class HistoryCollection : ICollectionFixture<FaultFixture>
{
    public const string Name = "histories";
}
