namespace IrsaOperator.Tests.EndToEnd;

/// <summary>The tests whose figures would be spoilt by others on the same cores: they run when the others have ended.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietCollection : ICollectionFixture<SeparateOperatorFixture>
{
    public const string Name = "quiet";
}
