using System.Text.Json.Nodes;
using CsCheck;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Policies;
using PolicyDocument = IrsaOperator.Planning.PolicyDocument;

namespace IrsaOperator.Tests.Planning;

/// <summary>
/// The operator foresees what the sandbox's STS decides: two evaluators with no line in common, asked about the same
/// documents. Left out is what one of them does not decide (keys and operators of which only STS knows the value).
/// </summary>
public sealed class TrustEvaluationAgainstStsTests
{
    private static readonly Trust Identity = Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com");

    private static readonly PolicyRequest Request = new(TrustStatement.Exchange, "arn:aws:iam::111122223333:role/app")
    {
        Context = Context(),
        Principals = [KeyValuePair.Create("Federated", Identity.ProviderArn)],
    };

    [Fact]
    public void Foresight_and_decision_agree_on_every_document_that_IAM_accepts()
    {
        int admitted = 0, refused = 0;
        Gen.Frequency((2, Statements.Array[1, 1]), (3, Statements.Array[2, 4])).Sample(statements =>
        {
            var text = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.Select(statement => statement.DeepClone())]) }
                .ToJsonString()
                .Replace("ISSUER", Identity.IssuerHostPath, StringComparison.Ordinal)
                .Replace("OTHERCASE", Identity.IssuerHostPath.ToUpperInvariant(), StringComparison.Ordinal)
                .Replace("PROVIDER", Identity.ProviderArn, StringComparison.Ordinal);
            var decision = PolicyEvaluator.Evaluate(PolicyParser.Parse(text, PolicyKind.Trust), Request);
            var problem = TrustEvaluation.Problem(PolicyDocument.Parse(text), Identity);
            Assert.True(decision == PolicyEffect.Allow == problem is null, $"STS: {decision}; foreseen: {problem ?? "admitted"}; {text}");
            Interlocked.Increment(ref decision == PolicyEffect.Allow ? ref admitted : ref refused);
        }, iter: 5_000);

        // Neither answer is the only one that was ever compared.
        Assert.InRange(admitted, 500, 4_500);
        Assert.InRange(refused, 500, 4_500);
    }

    [Fact]
    public void A_document_that_IAM_refuses_is_no_part_of_the_comparison() =>
        Assert.Throws<AwsErrorException>(() => PolicyParser.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow"}}""", PolicyKind.Trust));

    private static Dictionary<string, IReadOnlyList<string>> Context()
    {
        var context = PolicyRequest.NewContext();
        context[$"{Identity.IssuerHostPath}:sub"] = [Identity.Subject];
        context[$"{Identity.IssuerHostPath}:aud"] = [Identity.Audience];
        context["aws:FederatedProvider"] = [Identity.ProviderArn];
        return context;
    }

    private static Gen<JsonNode> OneOrMore(params string[] texts) =>
        from list in Gen.OneOf(texts).Array[1, 3]
        select list.Length == 1 ? (JsonNode)JsonValue.Create(list[0]) : new JsonArray([.. list.Select(text => (JsonNode?)JsonValue.Create(text))]);

    /// <summary>All string operators but ForAnyValue with IfExists: what that is for an absent key, AWS does not document.</summary>
    private static Gen<(string Operator, string Key, JsonNode Values)> Strings =>
        from prefix in Gen.OneOf("", "", "ForAnyValue:", "ForAllValues:")
        from name in Gen.OneOf("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike")
        from suffix in Gen.OneOf("", "", prefix == "ForAnyValue:" ? "" : "IfExists")
        from key in Gen.OneOf("ISSUER:sub", "ISSUER:sub", "ISSUER:aud", "OTHERCASE:AUD", "ISSUER:amr", "old.example/id/A:sub", "aws:FederatedProvider")
        from values in OneOrMore(
            "system:serviceaccount:dev:app", "system:serviceaccount:prod:app", "system:serviceaccount:dev:*", "SYSTEM:serviceaccount:dev:app", "system:*:app",
            "*", "sts.amazonaws.com", "sts.amazonaws.co?", "PROVIDER")
        select (prefix + name + suffix, key, values);

    private static Gen<(string Operator, string Key, JsonNode Values)> Others => Gen.OneOf<(string Operator, string Key, JsonNode Values)>(
        from name in Gen.OneOf("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "ArnLikeIfExists")
        from key in Gen.OneOf("aws:FederatedProvider", "old.example/id/A:sub")
        from values in OneOrMore("PROVIDER", "arn:aws:iam::*:oidc-provider/*", "arn:*:*:*:*:*", "arn:aws:iam::444455556666:*", "arn:aws:iam::111122223333:oidc-provider/other")
        select (name, key, values),
        from key in Gen.OneOf("ISSUER:sub", "ISSUER:amr", "old.example/id/A:sub", "aws:FederatedProvider")
        from values in OneOrMore("true", "false", "TRUE")
        select ("Null", key, values),
        from key in Gen.OneOf("ISSUER:sub", "ISSUER:amr")
        from values in OneOrMore("true", "false")
        select ("Bool", key, values));

    private static Gen<JsonObject> Conditions =>
        from tests in Gen.Frequency((3, Strings), (1, Others)).Array[0, 3]
        select new JsonObject(tests
            .GroupBy(test => test.Operator, StringComparer.Ordinal)
            .Select(byOperator => KeyValuePair.Create(byOperator.Key, (JsonNode?)new JsonObject(byOperator
                .DistinctBy(test => test.Key, StringComparer.Ordinal)
                .Select(test => KeyValuePair.Create(test.Key, (JsonNode?)test.Values.DeepClone()))))));

    private static Gen<JsonNode> Principals => Gen.Frequency(
        (6, OneOrMore("PROVIDER", "arn:aws:iam::111122223333:oidc-provider/other.example", "arn:aws:iam::111122223333:saml-provider/x")
            .Select(names => (JsonNode)new JsonObject { ["Federated"] = names.DeepClone() })),
        (1, OneOrMore("111122223333", "arn:aws:iam::111122223333:role/x").Select(names => (JsonNode)new JsonObject { ["AWS"] = names.DeepClone(), ["Service"] = "ec2.amazonaws.com" })),
        (1, Gen.Const(0).Select(_ => (JsonNode)JsonValue.Create("*"))));

    private static Gen<JsonObject> Statements =>
        from effect in Gen.OneOf("Allow", "Allow", "Deny")
        from principal in Principals
        from action in OneOrMore("sts:AssumeRoleWithWebIdentity", "STS:assumerolewithwebidentity", "sts:*", "sts:AssumeRole", "sts:TagSession")
        from conditions in Conditions
        from inverse in Gen.Int[0, 9]
        select new JsonObject
        {
            ["Effect"] = effect,
            [inverse == 0 ? "NotPrincipal" : "Principal"] = principal.DeepClone(),
            [inverse == 1 ? "NotAction" : "Action"] = action.DeepClone(),
            ["Condition"] = conditions.DeepClone(),
        };
}
