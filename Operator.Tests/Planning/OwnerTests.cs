using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

/// <summary>I2: whose role it is.</summary>
public sealed class OwnerTests
{
    private static readonly Owner Mine = Sample.View().Owner(Sample.Identity);

    [Fact]
    public void I2_A_role_with_our_tags_is_ours() => Assert.True(Mine.Owns(Tagged(Mine)));

    [Fact]
    public void A_binding_that_was_restored_gets_its_role_back() => Assert.True(Mine.Owns(Tagged(Mine with { Uid = "another" })));

    [Fact]
    public void I2_A_role_of_another_cluster_is_not_ours() => Assert.False(Mine.Owns(Tagged(Mine with { Cluster = "oidc.eks.eu-central-1.amazonaws.com/id/FF" })));

    [Fact]
    public void I2_A_role_of_another_namespace_is_not_ours() => Assert.False(Mine.Owns(Tagged(Mine with { Namespace = "prod" })));

    [Fact]
    public void I2_A_role_of_another_binding_is_not_ours() => Assert.False(Mine.Owns(Tagged(Mine with { Name = "other" })));

    [Fact]
    public void I2_A_role_without_tags_is_nobodys() => Assert.False(Mine.Owns(FakeRole.Created(Definition)));

    [Theory]
    [InlineData(Owner.ClusterTag)]
    [InlineData(Owner.NamespaceTag)]
    [InlineData(Owner.NameTag)]
    public void I2_A_role_with_half_of_our_tags_is_not_ours(string missing) =>
        Assert.False(Mine.Owns(FakeRole.Created(Definition with { Tags = Mine.Tags().Remove(missing) })));

    [Fact]
    public void The_longest_names_fit_into_tags() => Assert.All(
        new Owner(new string('i', 200), new string('n', 63), new string('b', 253), Guid.Empty.ToString()).Tags(), tag => Assert.True(tag.Value.Length <= 256));

    private static RoleDefinition Definition => new() { Name = "r", Path = "/", Trust = null };

    private static ObservedRole Tagged(Owner owner) => FakeRole.Created(Definition with { Tags = owner.Tags() });
}
