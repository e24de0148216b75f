using System.Text.Json;
using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

/// <summary>I1: a trust policy that we write admits one provider, one sub and one aud.</summary>
public sealed class TrustTests
{
    [Fact]
    public void I1_The_trust_policy_names_provider_subject_and_audience_exactly()
    {
        var document = Trust.For(Sample.Identity, "dev", "app", "sts.amazonaws.com").Document();
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF:sub":"system:serviceaccount:dev:app","oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF:aud":"sts.amazonaws.com"}}}]}""",
            document.Text);
    }

    [Fact]
    public void I1_Whatever_the_names_the_trust_policy_keeps_its_one_shape() =>
        Gen.Select(Gen.String[1, 30], Gen.String[1, 30], Gen.String[1, 30]).Sample((@namespace, serviceAccount, audience) =>
        {
            var trust = Trust.For(Sample.Identity, @namespace, serviceAccount, audience);
            using var document = JsonDocument.Parse(trust.Document().Text);
            var statement = Assert.Single(document.RootElement.GetProperty("Statement").EnumerateArray());
            Assert.Equal(["Effect", "Principal", "Action", "Condition"], statement.EnumerateObject().Select(member => member.Name));
            Assert.Equal(["Federated"], statement.GetProperty("Principal").EnumerateObject().Select(member => member.Name));
            var comparison = Assert.Single(statement.GetProperty("Condition").EnumerateObject());
            Assert.Equal("StringEquals", comparison.Name);
            Assert.Equal(2, comparison.Value.EnumerateObject().Count());
            Assert.All(comparison.Value.EnumerateObject(), key => Assert.Equal(JsonValueKind.String, key.Value.ValueKind));
        });

    [Theory]
    [InlineData("aws-cn", "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/AB", "arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/AB")]
    [InlineData("aws-us-gov", "https://oidc.eks.us-gov-west-1.amazonaws.com/id/AB", "arn:aws-us-gov:iam::111122223333:oidc-provider/oidc.eks.us-gov-west-1.amazonaws.com/id/AB")]
    public void The_partition_is_never_assumed(string partition, string issuer, string expected) =>
        Assert.Equal(expected, new ClusterIdentity(partition, "111122223333", issuer).ProviderArn);
}
