namespace IrsaOperator.Tests.Standins.AwsSdk;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    public const string Name = "AWS SDK environment";
}
