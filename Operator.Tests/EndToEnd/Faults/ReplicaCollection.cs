namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>Tests of several operators at once, which wait long for what a lease takes: beside the others, on a control plane of their own.</summary>
[CollectionDefinition(Name)]
public sealed class ReplicaCollection : ICollectionFixture<FaultFixture>
{
    public const string Name = "replicas";
}
