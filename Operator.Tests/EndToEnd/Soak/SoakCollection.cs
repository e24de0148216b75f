using IrsaOperator.Tests.EndToEnd.Faults;

namespace IrsaOperator.Tests.EndToEnd.Soak;

/// <summary>Runs when the others have ended: what they do would be measured, too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SoakCollection : ICollectionFixture<FaultFixture>
{
    public const string Name = "soak";
}
