namespace IrsaOperator.Tests.EndToEnd;

/// <summary>The tests whose figures would be spoilt by others on the same cores: they run when the others have ended.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietCollection : ICollectionFixture<QuietFixture>
{
    public const string Name = "quiet";
}
