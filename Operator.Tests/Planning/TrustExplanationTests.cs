using System.Text.Json;
using static IrsaOperator.Tests.Planning.TrustDocuments;

namespace IrsaOperator.Tests.Planning;

/// <summary>A trust policy that does not admit the ServiceAccount is explained: what it wants, and what there is.</summary>
public sealed class TrustExplanationTests
{
    private const string OldProvider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210";

    [Fact]
    public void The_provider_of_another_cluster_is_named() => Assert.Equal(
        $"no statement trusts this cluster's provider \"{Identity.ProviderArn}\"; the trust policy trusts \"{OldProvider}\" and \"ec2.amazonaws.com\".",
        Problem($$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"},
              {"Effect":"Allow","Principal":{"Federated":"{{OldProvider}}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"ISSUER:sub":"SUB"} } }]}
            """));

    [Fact]
    public void A_role_for_Pod_Identity_is_told_by_its_service() => Assert.EndsWith(
        "; the trust policy trusts \"pods.eks.amazonaws.com\".",
        Problem("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}}"""),
        StringComparison.Ordinal);

    [Fact]
    public void The_action_is_named() => Assert.Equal(
        "statement 1 trusts this cluster's provider with \"sts:AssumeRole\" and \"sts:TagSession\", not with sts:AssumeRoleWithWebIdentity.",
        Problem("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":["sts:AssumeRole","sts:TagSession"]}}"""));

    [Theory]
    [InlineData(
        """{"StringEquals":{"ISSUER:sub":"system:serviceaccount:prod:app","ISSUER:aud":"AUD"}}""",
        "the condition StringEquals on \"ISSUER:sub\" wants \"system:serviceaccount:prod:app\", and this ServiceAccount is \"SUB\" (statement 1).")]
    [InlineData(
        """{"StringEquals":{"ISSUER:sub":"SUB","ISSUER:aud":["a","b"]}}""",
        "the condition StringEquals on \"ISSUER:aud\" wants \"a\" or \"b\", and the audience of this ServiceAccount's token is \"AUD\" (statement 1).")]
    [InlineData(
        """{"StringNotLike":{"ISSUER:sub":["a*","b*","system:*","c*","d*"]}}""",
        "the condition StringNotLike on \"ISSUER:sub\" refuses \"a*\", \"b*\", \"system:*\" or 2 more, and this ServiceAccount is \"SUB\" (statement 1).")]
    [InlineData(
        """{"StringEquals":{"old.example/id/A:sub":"SUB"}}""",
        "the condition StringEquals on \"old.example/id/A:sub\" wants \"SUB\", and that is another issuer's key: this cluster's issuer is \"ISSUER\" (statement 1).")]
    [InlineData(
        """{"StringEquals":{"ISSUER:sub":"system:serviceaccount:dev:*"}}""",
        "the condition StringEquals on \"ISSUER:sub\" wants \"system:serviceaccount:dev:*\", and this ServiceAccount is \"SUB\" (StringEquals takes * and ? as they are, StringLike as wildcards) (statement 1).")]
    [InlineData(
        """{"StringEquals":{"ISSUER:amr":"authenticated"}}""",
        "the condition StringEquals on \"ISSUER:amr\" wants \"authenticated\", and a ServiceAccount's token has no such claim (statement 1).")]
    [InlineData(
        """{"Null":{"ISSUER:sub":"true"}}""",
        "the condition Null on \"ISSUER:sub\" wants \"true\", and this ServiceAccount is \"SUB\" (statement 1).")]
    [InlineData(
        """{"StringEquals":{"ISSUER:sub":"x","ISSUER:aud":"y"}}""",
        "the condition StringEquals on \"ISSUER:sub\" wants \"x\", and this ServiceAccount is \"SUB\"; the condition StringEquals on \"ISSUER:aud\" wants \"y\", and the audience of this ServiceAccount's token is \"AUD\" (statement 1).")]
    [InlineData("""{"StringEquals":7}""", "the condition \"StringEquals\" can't be read (statement 1).")]
    public void The_condition_is_named_with_what_it_wants_and_what_there_is(string condition, string expected) => Assert.Equal(
        Fill(expected),
        Problem(Allow($"{Provider},{Exchange},\"Condition\":{condition}")));

    [Fact]
    public void The_statement_that_gets_furthest_is_explained() => Assert.Equal(
        Fill("the condition StringEquals on \"ISSUER:aud\" wants \"other\", and the audience of this ServiceAccount's token is \"AUD\" (statement 4 \"Near\")."),
        Problem("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"},
              {"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:AssumeRole"},
              {"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:*","Condition":{"StringEquals":{"ISSUER:sub":"x","ISSUER:aud":"y"}}},
              {"Sid":"Near","Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:*","Condition":{"StringEquals":{"ISSUER:sub":"SUB","ISSUER:aud":"other"}}}]}
            """));

    [Fact]
    public void Hostile_text_is_shortened_and_has_no_control_characters()
    {
        var hostile = JsonSerializer.Serialize("\u001b[31m\n\u202e\u2028" + new string('x', 5000));
        string[] statements =
        [
            $"{{\"Effect\":\"Allow\",\"Principal\":{{\"Federated\":{hostile}}},\"Action\":\"*\"}}",
            $"{{\"Effect\":\"Allow\",{Provider},\"Action\":{hostile}}}",
            $"{{\"Sid\":{hostile},\"Effect\":\"Allow\",{Provider},{Exchange},\"Condition\":{{\"StringEquals\":{{\"ISSUER:sub\":{hostile}}}}}}}",
            $"{{\"Effect\":\"Allow\",{Provider},{Exchange},\"Condition\":{{\"StringEquals\":{{{hostile}:{{}}}}}}}}",
            $"{{\"Effect\":\"Allow\",{Provider},{Exchange},\"Condition\":{{{hostile}:7}}}}",
            $"{{\"Effect\":\"Deny\",{Provider},{Exchange},\"Condition\":{{\"StringNotEquals\":{{\"ISSUER:sub\":{hostile}}}}}}}",
        ];
        Assert.All(statements, statement =>
        {
            var problem = Problem($"{{\"Version\":\"2012-10-17\",\"Statement\":{statement}}}");
            Assert.NotNull(problem);
            Assert.InRange(problem.Length, 1, 1500);
            Assert.DoesNotContain(problem, c => char.IsControl(c) || c is '\u202e' or '\u2028');
        });
    }
}
