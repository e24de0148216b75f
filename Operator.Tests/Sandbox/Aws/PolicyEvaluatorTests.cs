using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Policies;

namespace IrsaOperator.Tests.Sandbox.Aws;

public sealed class PolicyEvaluatorTests
{
    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"iam:*","Resource":"*"}""", "Allow")]
    [InlineData("""{"Effect":"Allow","Action":"IAM:createrole","Resource":"arn:aws:iam::1:role/app-*"}""", "Allow")]
    [InlineData("""{"Effect":"Allow","Action":"iam:Create?ole","Resource":"arn:aws:iam::1:role/app-?"}""", "Allow")]
    [InlineData("""{"Effect":"Allow","Action":"iam:CreateRole","Resource":"arn:aws:iam::1:role/other"}""", "None")]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:DeleteRole","Resource":"*"}""", "Allow")]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:Create*","Resource":"*"}""", "None")]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:iam::1:role/app-x"}""", "None")]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:iam::1:role/b"}""", "Allow")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:CreateRole","Resource":"*"}""", "Deny")]
    public void Statements_decide(string statements, string effect) => Assert.Equal(effect, Evaluate(statements).ToString());

    [Theory]
    [InlineData("""{"StringEquals":{"AWS:requesttag/team":"a"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/team":["b","a"]}}""", true)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/team":"A"}}""", false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:RequestTag/team":"A"}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:RequestTag/team":["a","b"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:RequestTag/none":"a"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/none":"a"}}""", false)]
    [InlineData("""{"StringEqualsIfExists":{"aws:RequestTag/none":"a"}}""", true)]
    [InlineData("""{"StringLike":{"aws:RequestTag/team":"?"}}""", true)]
    [InlineData("""{"StringNotLike":{"aws:RequestTag/team":"*"}}""", false)]
    [InlineData("""{"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::1:policy/p"}}""", true)]
    [InlineData("""{"ArnLike":{"iam:PolicyARN":"arn:aws:iam::*:policy/*"}}""", true)]
    [InlineData("""{"ArnLike":{"iam:PolicyARN":"arn:*/p"}}""", false)]
    [InlineData("""{"ArnNotLike":{"iam:PolicyARN":"arn:aws:iam::*:policy/*"}}""", false)]
    [InlineData("""{"Null":{"iam:PermissionsBoundary":"true"}}""", true)]
    [InlineData("""{"Null":{"aws:TagKeys":"true"}}""", false)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"}}""", true)]
    [InlineData("""{"Bool":{"aws:SecureTransport":false}}""", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:TagKeys":["team","env"]}}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}}""", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:Missing":["team"]}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:TagKeys":["team"]}}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:TagKeys":["none"]}}""", false)]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"aws:Missing":["none"]}}""", false)]
    [InlineData("""{"NumericLessThan":{"iam:Count":5}}""", true)]
    [InlineData("""{"NumericGreaterThanEquals":{"iam:Count":5}}""", false)]
    [InlineData("""{"StringEquals":{"aws:RequestTag/team":"a"},"Null":{"aws:TagKeys":"true"}}""", false)]
    public void Conditions_decide(string condition, bool allowed) => Assert.Equal(
        allowed ? PolicyEffect.Allow : PolicyEffect.None,
        Evaluate($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}}}"""));

    [Theory]
    [InlineData("not json", "invalid Json")]
    [InlineData("""{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}""", "invalid Json")]
    [InlineData("""{"Version":"2012-10-17"}""", "Missing required field Statement")]
    [InlineData("""{"Version":"2012-10-18","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "Syntax errors")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "2012-10-17 or greater")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Extra":1}}""", "Syntax errors")]
    [InlineData("""{"Version":"2012-10-17","Comment":"x","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "Syntax errors")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""", "Invalid effect")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Action":"*","Resource":"*"}}""", "Missing required field Effect")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*"}}""", "must contain actions")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*"}}""", "must contain resources")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"Get","Resource":"*"}}""", "prefaced by a vendor")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"bucket"}}""", "must be in ARN format")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}""", "should not specify a principal")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Equals":{"a:b":"c"}}}}""", "Invalid Condition type")]
    public void A_malformed_identity_policy_is_refused(string document, string message) => Refuses(document, PolicyKind.Identity, message);

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""", "Missing required field Principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}""", "prohibited field Resource")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:Get"}}""", "only specify STS AssumeRole actions")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"nobody"},"Action":"sts:AssumeRole"}}""", "Invalid principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"Other":"x"},"Action":"sts:AssumeRole"}}""", "Invalid principal")]
    public void A_malformed_trust_policy_is_refused(string document, string message) => Refuses(document, PolicyKind.Trust, message);

    private static void Refuses(string document, PolicyKind kind, string message)
    {
        var error = Assert.Throws<AwsErrorException>(() => PolicyParser.Parse(document, kind));
        Assert.Equal("MalformedPolicyDocument", error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static PolicyEffect Evaluate(string statements)
    {
        var context = PolicyRequest.NewContext();
        context["aws:RequestTag/team"] = ["a"];
        context["aws:TagKeys"] = ["team", "env"];
        context["iam:PolicyARN"] = ["arn:aws:iam::1:policy/p"];
        context["aws:SecureTransport"] = ["true"];
        context["iam:Count"] = ["3"];
        var document = PolicyParser.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", PolicyKind.Identity);
        return PolicyEvaluator.Evaluate(document, new PolicyRequest("iam:CreateRole", "arn:aws:iam::1:role/app-x") { Context = context });
    }
}
