using IrsaOperator.Planning;
using static IrsaOperator.Tests.Planning.TrustDocuments;

namespace IrsaOperator.Tests.Planning;

/// <summary>One document for each rule of IAM's policy language. PROVIDER, ISSUER, SUB and AUD stand for the identity's own.</summary>
public sealed class TrustEvaluationTests
{
    [Fact]
    public void The_policy_that_we_write_admits() => Assert.Null(TrustEvaluation.Problem(Identity.Document(), Identity));

    [Fact]
    public void A_policy_that_cannot_be_read_does_not_admit() =>
        Assert.Equal("the trust policy can't be read.", TrustEvaluation.Problem(null, Identity));

    [Theory]
    [InlineData("""{}""", "the trust policy has no Statement.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", "the trust policy has no statement that allows anything.")]
    [InlineData("""{"Version":"2012-10-17","Statement":["Allow",null,7]}""", "the trust policy has no statement that allows anything.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"allow","Principal":"*","Action":"*"}}""", "the trust policy has no statement that allows anything.")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"*"}}""", "the trust policy has no statement that allows anything.")]
    public void A_policy_without_an_Allow_does_not_admit(string document, string expected) => Assert.Equal(expected, Problem(document));

    [Theory]
    [InlineData("""{"Federated":"PROVIDER"}""", true)]
    [InlineData("""{"Federated":["arn:aws:iam::1:saml-provider/x","PROVIDER"]}""", true)]
    [InlineData("""{"AWS":"111122223333","Federated":"PROVIDER"}""", true)]
    [InlineData("\"*\"", true)]
    [InlineData("""{"Federated":"*"}""", true)]
    [InlineData("""{"AWS":"*"}""", true)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/OIDC.EKS.eu-central-1.AMAZONAWS.com/id/0123456789ABCDEF0123456789ABCDEF"}""", true)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789abcdef0123456789abcdef"}""", false)]
    [InlineData("""{"Federated":"arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"}""", false)]
    [InlineData("""{"Federated":"arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"}""", false)]
    [InlineData("""{"Federated":"PROVIDER/"}""", false)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/*"}""", false)]
    [InlineData("""{"Federated":"ISSUER"}""", false)]
    [InlineData("""{"AWS":"PROVIDER"}""", false)]
    [InlineData("""{"AWS":"111122223333"}""", false)]
    [InlineData("""{"Service":"pods.eks.amazonaws.com"}""", false)]
    [InlineData("""{"Federated":[]}""", false)]
    [InlineData("""{"Federated":{"a":"PROVIDER"}}""", false)]
    [InlineData("""{}""", false)]
    [InlineData("\"PROVIDER\"", false)]
    [InlineData("7", false)]
    public void Principal_is_one_a_list_or_everyone(string principal, bool admits) =>
        Agrees(admits, Problem(Allow($"\"Principal\":{principal},{Exchange}")), Identity.ProviderArn);

    [Theory]
    [InlineData("""{"Federated":"PROVIDER"}""", false)]
    [InlineData("\"*\"", false)]
    [InlineData("""{"AWS":"111122223333"}""", true)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:oidc-provider/other.example"}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("7", false)]
    public void NotPrincipal_is_everyone_else(string principal, bool admits) =>
        Agrees(admits, Problem(Allow($"\"NotPrincipal\":{principal},{Exchange}")), Identity.ProviderArn);

    [Theory]
    [InlineData("\"Action\":\"sts:AssumeRoleWithWebIdentity\"", true)]
    [InlineData("\"Action\":\"STS:assumerolewithwebidentity\"", true)]
    [InlineData("\"Action\":[\"sts:TagSession\",\"sts:AssumeRoleWithWebIdentity\"]", true)]
    [InlineData("\"Action\":\"sts:*\"", true)]
    [InlineData("\"Action\":\"sts:AssumeRole*\"", true)]
    [InlineData("\"Action\":\"*\"", true)]
    [InlineData("\"Action\":\"sts:AssumeRole?ithWebIdentity\"", true)]
    [InlineData("\"Action\":\"sts:AssumeRole\"", false)]
    [InlineData("\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]", false)]
    [InlineData("\"Action\":[]", false)]
    [InlineData("\"Action\":{}", false)]
    [InlineData("\"Sid\":\"x\"", false)]
    [InlineData("\"NotAction\":\"sts:AssumeRole\"", true)]
    [InlineData("\"NotAction\":[\"sts:TagSession\",\"sts:AssumeRoleWith*\"]", false)]
    [InlineData("\"NotAction\":\"*\"", false)]
    public void Action_is_a_pattern_without_letter_case(string action, bool admits) =>
        Agrees(admits, Problem(Allow($"{Provider},{action}")), "statement 1");

    [Theory]
    // What people write.
    [InlineData("""{"StringEquals":{"ISSUER:sub":"SUB","ISSUER:aud":"AUD"}}""", true)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:dev:*"},"StringEquals":{"ISSUER:aud":"AUD"}}""", true)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":["system:serviceaccount:prod:app","SUB"]}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"ISSUER:aud":["AUD","other"]}}""", true)]
    [InlineData("""{}""", true)]
    [InlineData("""{"StringEquals":{}}""", true)]
    // Values are alternatives, keys and operators are not.
    [InlineData("""{"StringEquals":{"ISSUER:sub":"SUB","ISSUER:aud":"other"}}""", false)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":"SUB"},"StringLike":{"ISSUER:aud":"other*"}}""", false)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":["a","b"]}}""", false)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":[]}}""", false)]
    // Letter case: of keys and operators never, of values by the operator.
    [InlineData("""{"stringequals":{"issuer:SUB":"SUB"}}""", true)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":"SYSTEM:serviceaccount:dev:app"}}""", false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"ISSUER:sub":"SYSTEM:serviceaccount:DEV:app"}}""", true)]
    [InlineData("""{"StringEqualsIgnoreCase":{"ISSUER:sub":"system:serviceaccount:prod:app"}}""", false)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"SYSTEM:*"}}""", false)]
    // Wildcards.
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:*:app"}}""", true)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:de?:app"}}""", true)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"*"}}""", true)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"SUB"}}""", true)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:prod:*"}}""", false)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:dev:app?"}}""", false)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":"system:serviceaccount:dev:*"}}""", false)]
    // Negation: none of the values may match.
    [InlineData("""{"StringNotEquals":{"ISSUER:sub":"system:serviceaccount:prod:app"}}""", true)]
    [InlineData("""{"StringNotEquals":{"ISSUER:sub":["system:serviceaccount:prod:app","SUB"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"ISSUER:sub":[]}}""", true)]
    [InlineData("""{"StringNotEqualsIgnoreCase":{"ISSUER:sub":"SYSTEM:serviceaccount:dev:app"}}""", false)]
    [InlineData("""{"StringNotEqualsIgnoreCase":{"ISSUER:sub":"other"}}""", true)]
    [InlineData("""{"StringNotLike":{"ISSUER:sub":["system:serviceaccount:kube-*","system:serviceaccount:prod:*"]}}""", true)]
    [InlineData("""{"StringNotLike":{"ISSUER:sub":"system:serviceaccount:dev:*"}}""", false)]
    // ARNs, part by part.
    [InlineData("""{"ArnEquals":{"aws:FederatedProvider":"PROVIDER"}}""", true)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"arn:aws:iam::111122223333:oidc-provider/*"}}""", true)]
    [InlineData("""{"ArnEquals":{"AWS:federatedprovider":"arn:*:iam::*:oidc-provider/*"}}""", true)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"arn:aws:iam::444455556666:*"}}""", false)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"arn:*:oidc-provider/*:x:y:z"}}""", false)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"arn:aws:s3*"}}""", false)]
    [InlineData("""{"ArnLike":{"aws:FederatedProvider":"*"}}""", true)]
    [InlineData("""{"ArnNotEquals":{"aws:FederatedProvider":"PROVIDER"}}""", false)]
    [InlineData("""{"ArnNotLike":{"aws:FederatedProvider":"arn:aws:iam::444455556666:*"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:FederatedProvider":"PROVIDER"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:FederatedProvider":"other"}}""", false)]
    // Null: "true" wants the key absent.
    [InlineData("""{"Null":{"ISSUER:sub":"false"}}""", true)]
    [InlineData("""{"Null":{"ISSUER:sub":"true"}}""", false)]
    [InlineData("""{"Null":{"ISSUER:sub":true}}""", false)]
    [InlineData("""{"Null":{"ISSUER:sub":["true","false"]}}""", true)]
    [InlineData("""{"Null":{"ISSUER:amr":"true"}}""", true)]
    [InlineData("""{"Null":{"ISSUER:amr":false}}""", false)]
    [InlineData("""{"Null":{"old.example/id/A:sub":"true"}}""", true)]
    [InlineData("""{"Null":{"old.example/id/A:sub":"false"}}""", false)]
    [InlineData("""{"Null":{"aws:SourceIp":"true"}}""", true)]
    [InlineData("""{"Null":{"aws:SourceIp":"false"}}""", true)]
    [InlineData("""{"Null":{"ISSUER:sub":"perhaps"}}""", false)]
    // Bool.
    [InlineData("""{"Bool":{"ISSUER:sub":"true"}}""", false)]
    [InlineData("""{"Bool":{"aws:SecureTransport":true}}""", true)]
    // Keys that the token has not: a positive operator fails, a negated one holds, IfExists holds.
    [InlineData("""{"StringEquals":{"ISSUER:amr":"x"}}""", false)]
    [InlineData("""{"StringNotEquals":{"ISSUER:amr":"x"}}""", true)]
    [InlineData("""{"StringEqualsIfExists":{"ISSUER:amr":"x"}}""", true)]
    [InlineData("""{"StringEqualsIfExists":{"ISSUER:sub":"SUB"}}""", true)]
    [InlineData("""{"StringEqualsIfExists":{"ISSUER:sub":"other"}}""", false)]
    [InlineData("""{"StringNotLikeIfExists":{"ISSUER:sub":"system:*"}}""", false)]
    [InlineData("""{"StringEquals":{"old.example/id/A:sub":"SUB"}}""", false)]
    [InlineData("""{"StringNotEquals":{"old.example/id/A:sub":"SUB"}}""", true)]
    [InlineData("""{"StringLikeIfExists":{"old.example/id/A:sub":"x"}}""", true)]
    [InlineData("""{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:a/b"}}""", false)]
    [InlineData("""{"NumericEquals":{"old.example:sub":"1"}}""", false)]
    [InlineData("""{"NumericNotEquals":{"old.example:sub":"1"}}""", true)]
    [InlineData("""{"NotIpAddress":{"old.example:sub":"10.0.0.0/8"}}""", true)]
    // Several values.
    [InlineData("""{"ForAnyValue:StringLike":{"ISSUER:aud":["a*","sts.*"]}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"ISSUER:aud":["a","b"]}}""", false)]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"ISSUER:aud":"AUD"}}""", false)]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"ISSUER:aud":"a"}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"ISSUER:amr":"a"}}""", false)]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"ISSUER:amr":"a"}}""", false)]
    [InlineData("""{"ForAnyValue:StringEqualsIfExists":{"ISSUER:amr":"a"}}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"ISSUER:aud":["AUD","b"]}}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"ISSUER:aud":"b"}}""", false)]
    [InlineData("""{"forallvalues:StringEquals":{"ISSUER:amr":"a"}}""", true)]
    [InlineData("""{"ForAllValues:StringNotEquals":{"ISSUER:aud":["a","AUD"]}}""", false)]
    // What only STS knows.
    [InlineData("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""", true)]
    [InlineData("""{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}""", true)]
    [InlineData("""{"StringEquals":{"sts:RoleSessionName":"x"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/a.b:c":"x"}}""", true)]
    [InlineData("""{"StringEquals":{"ISSUER:custom":"x"}}""", true)]
    [InlineData("""{"StringEquals":{"sts:RoleSessionName":"x","ISSUER:sub":"other"}}""", false)]
    [InlineData("""{"StringEqual":{"ISSUER:sub":"an operator of tomorrow"}}""", true)]
    [InlineData("""{"NullIfExists":{"ISSUER:sub":"true"}}""", true)]
    [InlineData("""{"NumericEquals":{"ISSUER:sub":"7"}}""", true)]
    // Variables.
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:${aws:PrincipalTag/ns}:app"}}""", true)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":"system:serviceaccount:${aws:PrincipalTag/ns}:app"}}""", true)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":"system:serviceaccount:prod:${aws:PrincipalTag/name}"}}""", false)]
    [InlineData("""{"StringNotEquals":{"ISSUER:sub":"system:serviceaccount:dev:${aws:PrincipalTag/name}"}}""", true)]
    [InlineData("""{"StringLike":{"ISSUER:sub":"system:serviceaccount:dev:${*}"}}""", false)]
    // What IAM would not have saved.
    [InlineData("7", false)]
    [InlineData("""{"StringEquals":"SUB"}""", false)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":{"a":"SUB"}}}""", false)]
    [InlineData("""{"StringEquals":{"ISSUER:sub":["SUB",null]}}""", false)]
    public void Condition(string condition, bool admits) =>
        Agrees(admits, Problem(Allow($"{Provider},{Exchange},\"Condition\":{condition}")), "ondition");

    [Theory]
    [InlineData("\"Version\":\"2012-10-17\",", true)]
    [InlineData("\"Version\":\"2008-10-17\",", false)]
    [InlineData("", false)]
    public void Variables_are_plain_text_before_2012(string version, bool admits) =>
        Agrees(admits, Problem($"{{{version}\"Statement\":{{\"Effect\":\"Allow\",{Provider},{Exchange},\"Condition\":{{\"StringEquals\":{{\"ISSUER:sub\":\"${{aws:username}}\"}}}}}}}}"), "username");

    [Fact]
    public void One_Allow_is_enough() => Assert.Null(Problem("""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"},
          {"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"ISSUER:sub":"other"}}},
          {"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"ISSUER:sub":"SUB"}}}]}
        """));

    [Theory]
    [InlineData("""{"Sid":"No","Effect":"Deny","Principal":"*","Action":"*"}""", "statement 2 \"No\" denies it.")]
    [InlineData("""{"Effect":"Deny","Principal":{"Federated":"PROVIDER"},"Action":"sts:*","Condition":{"StringNotEquals":{"ISSUER:aud":"other"}}}""", "statement 2 denies it by its condition StringNotEquals on \"ISSUER:aud\" with \"other\".")]
    [InlineData("""{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"sts:*"}""", "statement 2 denies it.")]
    [InlineData("""{"Effect":"Deny","Principal":"*","NotAction":"sts:AssumeRole"}""", "statement 2 denies it.")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"Null":{"ISSUER:amr":"true"}}}""", "statement 2 denies it by its condition Null on \"ISSUER:amr\" with \"true\".")]
    // Not the request's.
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":{"Federated":"arn:aws:iam::1:saml-provider/x"},"Action":"*"}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"StringNotEquals":{"ISSUER:aud":"AUD"}}}""", null)]
    [InlineData("""{"Effect":"Deny","NotPrincipal":{"Federated":"PROVIDER"},"Action":"*"}""", null)]
    // Not certain.
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"StringNotLike":{"sts:RoleSessionName":"x"}}}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"StringNotEquals":{"ISSUER:sub":"${aws:username}"}}}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*"}""", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"*","Condition":7}""", null)]
    public void A_Deny_wins_when_it_certainly_matches(string deny, string? expected) => Assert.Equal(Fill(expected), Problem($$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Federated":"PROVIDER"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"ISSUER:sub":"SUB"} } },
          {{deny}}]}
        """));

    private static void Agrees(bool admits, string? problem, string names)
    {
        if (admits)
            Assert.Null(problem);
        else
            Assert.Contains(names, problem, StringComparison.Ordinal);
    }
}
