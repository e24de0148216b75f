using System.Text.Json.Nodes;
using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

/// <summary>What holds of every identity and every document.</summary>
public sealed class TrustEvaluationPropertyTests
{
    private static readonly Gen<string> Name = Gen.OneOf(Gen.String[Gen.Char["ab-.*?${}"], 1, 8], Gen.String[Gen.Char.AlphaNumeric, 1, 20]);

    private static readonly Gen<Trust> Identities =
        from host in Gen.String[Gen.Char["abc."], 1, 12]
        from path in Gen.String[Gen.Char["ABCDEF0123456789"], 8, 32]
        from @namespace in Name
        from serviceAccount in Name
        from audience in Name
        select Trust.For(new ClusterIdentity("aws", "111122223333", $"https://{host}/id/{path}"), @namespace, serviceAccount, audience);

    [Fact]
    public void The_policy_that_we_write_admits_its_identity_and_no_other() => Gen.Select(Identities, Identities).Sample((own, other) =>
    {
        var policy = own.Document();
        // A name with a variable in it is one that Kubernetes refuses: it stays undecided, for itself and for others.
        if ((own.Subject + own.Audience).Contains("${", StringComparison.Ordinal))
            return;
        Assert.Null(TrustEvaluation.Problem(policy, own));
        if (other.Subject != own.Subject)
            Assert.Contains($"{own.IssuerHostPath}:sub", TrustEvaluation.Problem(policy, own with { Subject = other.Subject }), StringComparison.Ordinal);
        if (other.Audience != own.Audience)
            Assert.Contains($"{own.IssuerHostPath}:aud", TrustEvaluation.Problem(policy, own with { Audience = other.Audience }), StringComparison.Ordinal);
        if (other.ProviderArn != own.ProviderArn)
        {
            var problem = TrustEvaluation.Problem(policy, own with { ProviderArn = other.ProviderArn, IssuerHostPath = other.IssuerHostPath });
            Assert.Contains(own.ProviderArn, problem, StringComparison.Ordinal);
            Assert.Contains(other.ProviderArn, problem, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Whatever_the_document_there_is_an_answer() => Gen.Select(Documents, Identities).Sample((document, identity) =>
    {
        var text = document.ToJsonString()
            .Replace("ISSUER", identity.IssuerHostPath, StringComparison.Ordinal)
            .Replace("PROVIDER", identity.ProviderArn, StringComparison.Ordinal);
        var problem = TrustEvaluation.Problem(PolicyDocument.Parse(text), identity);
        if (problem is null)
            return;
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.InRange(problem.Length, 10, 5000);
        Assert.DoesNotContain(problem, char.IsControl);
    }, iter: 5_000);

    [Fact]
    public void A_further_Deny_never_admits_and_a_further_Allow_never_denies() => Gen.Select(Statements, Statements).Sample((first, second) =>
    {
        var identity = Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com");
        bool Admits(params JsonNode?[] statements) => TrustEvaluation.Problem(
            PolicyDocument.Parse(new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.Select(statement => statement?.DeepClone())]) }.ToJsonString()
                .Replace("ISSUER", identity.IssuerHostPath, StringComparison.Ordinal).Replace("PROVIDER", identity.ProviderArn, StringComparison.Ordinal)),
            identity) is null;

        var denies = second is JsonObject statement && statement["Effect"] is JsonValue effect && effect.TryGetValue<string>(out var text) && text == "Deny";
        if (denies)
            Assert.False(Admits(first, second) && !Admits(first));
        else
            Assert.False(Admits(first) && !Admits(first, second));
    }, iter: 5_000);

    /// <summary>A value of the language or, now and then, anything else.</summary>
    private static Gen<JsonNode?> Text(params string[] likely) => Gen.Frequency(
        (12, Gen.OneOf(likely).Select(text => (JsonNode?)JsonValue.Create(text))),
        (4, Gen.OneOf(likely).Array[0, 3].Select(texts => (JsonNode?)new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]))),
        (1, Anything));

    private static Gen<JsonNode?> Anything => Gen.OneOf(
        Gen.Const((JsonNode?)null),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Double.Where(double.IsFinite).Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.String[Gen.Char["a*?${}:/.\u0007\u202e\u00e9"], 0, 12].Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Const(0).Select(_ => (JsonNode?)new JsonArray(new JsonArray(), null)),
        Gen.Const(0).Select(_ => (JsonNode?)new JsonObject { ["a"] = new JsonObject() }));

    private static Gen<JsonNode?> Conditions =>
        from operators in Gen.Select(Operators, Keys, Values).Array[0, 3]
        select (JsonNode?)new JsonObject(operators
            .GroupBy(entry => entry.Item1, StringComparer.Ordinal)
            .Select(tests => KeyValuePair.Create(tests.Key, (JsonNode?)new JsonObject(tests
                .DistinctBy(entry => entry.Item2, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Item2, entry.Item3?.DeepClone()))))));

    private static Gen<string> Operators =>
        from prefix in Gen.OneOf("", "", "", "ForAnyValue:", "ForAllValues:")
        from name in Gen.OneOf(
            "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringLike", "StringNotLike", "ArnLike", "ArnNotEquals", "Null", "Bool", "NumericEquals", "IpAddress", "Unheard")
        from suffix in Gen.OneOf("", "", "IfExists")
        select prefix + name + suffix;

    private static Gen<string> Keys => Gen.OneOf("ISSUER:sub", "ISSUER:aud", "ISSUER:amr", "ISSUER:iss", "old.example/id/A:sub", "aws:FederatedProvider", "aws:SourceIp", "", ":", "x\u0007");

    private static Gen<JsonNode?> Values => Text("system:serviceaccount:dev:app", "system:*", "*", "?", "true", "sts.amazonaws.com", "${aws:username}", "${*}", "PROVIDER", "arn:aws:iam::*:oidc-provider/*", "");

    private static Gen<JsonNode?> Principals => Gen.Frequency(
        (6, Text("PROVIDER", "*", "arn:aws:iam::1:saml-provider/x").Select(value => (JsonNode?)new JsonObject { ["Federated"] = value?.DeepClone() })),
        (2, Text("111122223333", "*").Select(value => (JsonNode?)new JsonObject { ["AWS"] = value?.DeepClone() })),
        (2, Text("*")));

    private static Gen<JsonNode?> Statements =>
        from effect in Text("Allow", "Allow", "Deny")
        from principal in Principals
        from action in Text("sts:AssumeRoleWithWebIdentity", "sts:*", "*", "sts:AssumeRole")
        from condition in Gen.Frequency((8, Conditions), (1, Anything))
        from inverse in Gen.Int[0, 7]
        select (JsonNode?)new JsonObject
        {
            ["Effect"] = effect?.DeepClone(),
            [inverse == 0 ? "NotPrincipal" : "Principal"] = principal?.DeepClone(),
            [inverse == 1 ? "NotAction" : "Action"] = action?.DeepClone(),
            ["Condition"] = condition?.DeepClone(),
        };

    private static Gen<JsonObject> Documents =>
        from version in Text("2012-10-17", "2008-10-17")
        from statements in Gen.Frequency((8, Gen.Frequency((12, Statements), (1, Anything)).Array[0, 4].Select(list => (JsonNode?)new JsonArray([.. list.Select(item => item?.DeepClone())]))), (2, Statements), (1, Anything))
        from present in Gen.Int[0, 9]
        select present == 0
            ? new JsonObject { ["Version"] = version?.DeepClone() }
            : new JsonObject { ["Version"] = version?.DeepClone(), ["Statement"] = statements?.DeepClone() };
}
