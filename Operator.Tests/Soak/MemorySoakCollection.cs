namespace IrsaOperator.Tests.Soak;

/// <summary>Runs when the others have ended: their memory would be measured, too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemorySoakCollection
{
    public const string Name = "soak in memory";
}
