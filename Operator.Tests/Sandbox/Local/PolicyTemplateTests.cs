using System.Text.Json.Nodes;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class PolicyTemplateTests
{
    private static readonly Dictionary<string, string> Values = new() { ["Account"] = "111122223333", ["RolePath"] = "/a\"b/" };

    [Fact]
    public void Placeholders_are_replaced_in_every_text_and_nowhere_else()
    {
        var filled = PolicyTemplate.Fill(
            """{"Statement":[{"Resource":["arn:aws:iam::${Account}:role${RolePath}*","${aws:username}"],"${Account}":true,"n":1.50,"z":null}]}""", Values);

        var expected = JsonNode.Parse(
            """{"Statement":[{"Resource":["arn:aws:iam::111122223333:role/a\"b/*","${aws:username}"],"${Account}":true,"n":1.50,"z":null}]}""");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(filled)), filled);
    }

    [Fact]
    public void The_operators_own_policy_has_no_placeholder_left()
    {
        var values = new Dictionary<string, string> { ["Partition"] = "aws", ["Account"] = "111122223333", ["RolePath"] = OperatorIdentity.ManagedRolePath };

        var filled = PolicyTemplate.Fill(File.ReadAllText(ConfigFiles.OperatorPolicy), values);

        Assert.DoesNotContain("${", filled, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::111122223333:role/irsa-operator/*", filled, StringComparison.Ordinal);
    }
}
