using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

/// <summary>Trust policies that others wrote.</summary>
public sealed class TrustEvaluationTests
{
    private const string Host = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
    private const string Provider = $"arn:aws:iam::111122223333:oidc-provider/{Host}";
    private const string OtherHost = "oidc.eks.eu-central-1.amazonaws.com/id/FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF";

    private static readonly Trust App = Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com");

    [Theory]
    // Operators on sub and aud.
    [InlineData("""{"StringEquals":{"H:sub":"system:serviceaccount:dev:app","H:aud":"sts.amazonaws.com"}}""", null)]
    [InlineData("""{"StringEquals":{"H:sub":"system:serviceaccount:prod:app"}}""", "system:serviceaccount:prod:app")]
    [InlineData("""{"StringEquals":{"H:sub":"system:serviceaccount:DEV:app"}}""", "system:serviceaccount:DEV:app")]
    [InlineData("""{"StringEquals":{"H:aud":"other"}}""", "\"other\"")]
    [InlineData("""{"StringEquals":{"H:sub":["x","system:serviceaccount:dev:app"]}}""", null)]
    [InlineData("""{"StringEquals":{"H:sub":["x","y"]}}""", "\"x\" or \"y\"")]
    [InlineData("""{"StringEquals":{"H:sub":[]}}""", "H:sub")]
    [InlineData("""{"StringEquals":{"H:sub":"system:serviceaccount:dev:*"}}""", "system:serviceaccount:dev:*")]
    [InlineData("""{"StringLike":{"H:sub":"system:serviceaccount:dev:*"}}""", null)]
    [InlineData("""{"StringLike":{"H:sub":"system:serviceaccount:*:ap?"}}""", null)]
    [InlineData("""{"StringLike":{"H:sub":"system:serviceaccount:prod*:*"}}""", "prod*")]
    [InlineData("""{"StringLike":{"H:sub":"system:serviceaccount:dev:${*}"}}""", "${*}")]
    [InlineData("""{"StringLike":{"H:sub":"${aws:PrincipalTag/sub}"}}""", null)]
    [InlineData("""{"StringEqualsIgnoreCase":{"H:sub":"SYSTEM:serviceaccount:DEV:app"}}""", null)]
    [InlineData("""{"StringNotEquals":{"H:sub":"system:serviceaccount:dev:app"}}""", "StringNotEquals")]
    [InlineData("""{"StringNotEquals":{"H:sub":["a","b"]}}""", null)]
    [InlineData("""{"StringNotLike":{"H:sub":"system:serviceaccount:kube-system:*"}}""", null)]
    [InlineData("""{"StringNotLike":{"H:sub":"system:serviceaccount:dev:*"}}""", "StringNotLike")]
    [InlineData("""{"StringNotEqualsIgnoreCase":{"H:sub":"SYSTEM:SERVICEACCOUNT:DEV:APP"}}""", "StringNotEqualsIgnoreCase")]
    // Set operators, IfExists, letter case, absent keys.
    [InlineData("""{"ForAnyValue:StringEquals":{"H:aud":["sts.amazonaws.com","other"]}}""", null)]
    [InlineData("""{"ForAnyValue:StringLike":{"H:aud":"*.example"}}""", "*.example")]
    [InlineData("""{"ForAllValues:StringEquals":{"H:aud":["sts.amazonaws.com"]}}""", null)]
    [InlineData("""{"ForAllValues:StringEquals":{"O:aud":["x"]}}""", null)]
    [InlineData("""{"ForAnyValue:StringEquals":{"O:aud":["sts.amazonaws.com"]}}""", "another issuer")]
    [InlineData("""{"StringEquals":{"O:sub":"system:serviceaccount:dev:app"}}""", "another issuer")]
    [InlineData("""{"StringEqualsIfExists":{"O:sub":"x"}}""", null)]
    [InlineData("""{"StringEqualsIfExists":{"H:sub":"x"}}""", "\"x\"")]
    [InlineData("""{"StringNotEquals":{"O:sub":"x"}}""", null)]
    [InlineData("""{"stringequals":{"H:SUB":"system:serviceaccount:dev:app"}}""", null)]
    [InlineData("""{"Null":{"H:sub":"false"}}""", null)]
    [InlineData("""{"Null":{"H:sub":"true"}}""", "Null")]
    [InlineData("""{"Null":{"H:sub":true}}""", "Null")]
    [InlineData("""{"Null":{"O:sub":"true"}}""", null)]
    // ARNs.
    [InlineData("""{"ArnEquals":{"aws:FederatedProvider":"arn:aws:iam::111122223333:oidc-provider/H"}}""", null)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"arn:aws:iam::*:oidc-provider/*"}}""", null)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"arn:aws:iam:*"}}""", "arn:aws:iam:*")]
    [InlineData("""{"ArnNotLike":{"aws:FederatedProvider":"arn:aws:iam::*:oidc-provider/*"}}""", "ArnNotLike")]
    // What only a request tells is left open.
    [InlineData("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""", null)]
    [InlineData("""{"StringEquals":{"sts:RoleSessionName":"x","H:sub":"system:serviceaccount:dev:app"}}""", null)]
    [InlineData("""{"StringEquals":{"sts:RoleSessionName":"x","H:sub":"wrong"}}""", "wrong")]
    [InlineData("""{"DateLessThan":{"aws:CurrentTime":"2000-01-01T00:00:00Z"}}""", null)]
    // All operators and keys must hold.
    [InlineData("""{"StringEquals":{"H:aud":"sts.amazonaws.com"},"StringLike":{"H:sub":"system:serviceaccount:prod:*"}}""", "prod")]
    public void A_condition_is_judged_as_IAM_would(string condition, string? names) =>
        Check($$$"""{"Statement":{"Effect":"Allow","Principal":{"Federated":"P"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{{{condition}}}}}""", names);

    [Theory]
    // Principals.
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:*"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":["arn:aws:iam::111122223333:saml-provider/x","P"]},"Action":"sts:AssumeRole*"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/O"},"Action":"sts:AssumeRoleWithWebIdentity"}""", "oidc-provider/O")]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::999988887777:oidc-provider/H"},"Action":"sts:AssumeRoleWithWebIdentity"}""", "999988887777")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""", "ec2.amazonaws.com")]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"Federated":"P"},"Action":"*"}""", "none names a principal")]
    [InlineData("""{"Effect":"Allow","Action":"*"}""", "none names a principal")]
    // Actions.
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"P"},"Action":"STS:assumerolewithWEBIDENTITY"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"P"},"Action":["sts:TagSession","sts:AssumeRoleWithWebIdentit?"]}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"P"},"Action":"sts:AssumeRole"}""", "sts:AssumeRoleWithWebIdentity")]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"P"},"NotAction":"sts:AssumeRole"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"P"},"NotAction":"sts:*"}""", "sts:AssumeRoleWithWebIdentity")]
    // Effects.
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*"}""", "statement 1 denies")]
    [InlineData("""[{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny","Principal":"*","Action":"*"}]""", "statement 2 denies")]
    [InlineData("""[{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"StringNotEquals":{"H:sub":"system:serviceaccount:dev:app"}}}]""", null)]
    [InlineData("""[{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}}]""", null)]
    [InlineData("""[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"Federated":"P"},"Action":"sts:AssumeRoleWithWebIdentity"}]""", null)]
    // The statement that gets furthest explains.
    [InlineData("""[{"Effect":"Allow","Principal":{"Service":"x"},"Action":"*"},{"Effect":"Allow","Principal":{"Federated":"P"},"Action":"*","Condition":{"StringEquals":{"H:sub":"else"}}}]""", "statement 2: the condition")]
    [InlineData("[]", "allows anything")]
    [InlineData("7", "allows anything")]
    public void A_statement_is_judged_as_IAM_would(string statement, string? names) => Check($$"""{"Statement":{{statement}}}""", names);

    [Fact]
    public void A_policy_that_can_not_be_read_admits_nobody() => Assert.Contains("can't be read", TrustEvaluation.Problem(null, App), StringComparison.Ordinal);

    [Fact]
    public void The_hosts_letter_case_does_not_matter_and_the_paths_does()
    {
        Assert.Null(Trusting(Provider.Replace("oidc.eks", "OIDC.eks", StringComparison.Ordinal)));
        Assert.NotNull(Trusting(Provider.Replace("ABCDEF", "abcdef", StringComparison.Ordinal)));

        static string? Trusting(string provider) => TrustEvaluation.Problem(
            PolicyDocument.From(JsonSerializer.SerializeToElement(new { Statement = new { Effect = "Allow", Principal = new { Federated = provider }, Action = "*" } })), App);
    }

    [Fact]
    public void I1_What_we_write_admits_its_identity_and_no_other() =>
        Gen.Select(Names, Names, Names, Names).Sample((@namespace, name, otherNamespace, otherName) =>
        {
            var (mine, theirs) = (Trust.For(Sample.Identity, @namespace, name, "sts.amazonaws.com"), Trust.For(Sample.Identity, otherNamespace, otherName, "sts.amazonaws.com"));
            Assert.Null(TrustEvaluation.Problem(mine.Document(), mine));
            Assert.Equal(mine == theirs, TrustEvaluation.Problem(mine.Document(), theirs) is null);
            Assert.NotNull(TrustEvaluation.Problem(mine.Document(), mine with { Audience = "other" }));
            var elsewhere = Sample.Identity with { Issuer = $"https://{OtherHost}" };
            Assert.NotNull(TrustEvaluation.Problem(mine.Document(), Trust.For(elsewhere, @namespace, name, "sts.amazonaws.com")));
        }, iter: 300);

    [Fact]
    public void No_document_whatever_throws() => Json.Sample(json =>
    {
        var problem = TrustEvaluation.Problem(PolicyDocument.From(JsonSerializer.SerializeToElement(new JsonObject { ["Statement"] = json })), App);
        Assert.DoesNotContain('\n', problem ?? "");
    }, iter: 2_000);

    private static Gen<string> Names => Pick("dev", "app", "dev-app", "d");

    private static Gen<JsonNode?> Json => Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Leaf
        : Gen.Frequency((1, Leaf), (3, Gen.Select(Keys, inner).Array[0, 4].Select(members => (JsonNode?)new JsonObject(
            members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))))), (1, inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])))));

    private static Gen<string> Keys => Pick("Effect", "Principal", "Action", "Condition", "Federated", "AWS", "StringEquals", "StringLike", "Null", $"{Host}:sub", ":sub", "aws:SourceIp", "");

    private static Gen<JsonNode?> Leaf => Pick("Allow", "Deny", "*", Provider, "sts:*", "${", "${*}", "a\nb", "", "true").Select(text => (JsonNode?)JsonValue.Create(text));

    private static Gen<string> Pick(params string[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static void Check(string document, string? names)
    {
        var problem = Problem(document);
        if (names is null)
            Assert.Null(problem);
        else
            Assert.Contains(Fill(names), Assert.IsType<string>(problem), StringComparison.Ordinal);
    }

    private static string? Problem(string document) => TrustEvaluation.Problem(PolicyDocument.Parse(Fill(document)), App);

    private static string Fill(string text) => text
        .Replace("\"P\"", $"\"{Provider}\"", StringComparison.Ordinal)
        .Replace("H:", $"{Host}:", StringComparison.Ordinal)
        .Replace("O:", $"{OtherHost}:", StringComparison.Ordinal)
        .Replace("oidc-provider/H", $"oidc-provider/{Host}", StringComparison.Ordinal)
        .Replace("oidc-provider/O", $"oidc-provider/{OtherHost}", StringComparison.Ordinal);
}
