using System.Security.Cryptography;

namespace IrsaOperator.Tests.Sandbox.Aws;

public sealed class StsTests
{
    [Fact]
    public async Task A_token_of_the_cluster_becomes_a_session_of_the_role()
    {
        await using var aws = await StartAsync();
        var answer = (await aws.AssumeAsync()).Ok();
        using var session = new AwsTestClient(aws.Emulator, answer.Text("AccessKeyId"), answer.Text("SecretAccessKey"), answer.Text("SessionToken"));
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/app/test", (await session.StsAsync("GetCallerIdentity")).Ok().Text("Arn"));
        Assert.Equal(AwsFixture.Subject, answer.Text("SubjectFromWebIdentityToken"));
        using var without = new AwsTestClient(aws.Emulator, answer.Text("AccessKeyId"), answer.Text("SecretAccessKey"), token: null);
        (await without.StsAsync("GetCallerIdentity")).Fails(403, "InvalidClientTokenId");
        Assert.All(aws.Emulator.Journal.Calls.Where(c => c.Parameters.ContainsKey("WebIdentityToken")), c => Assert.Equal("***", c.Parameters["WebIdentityToken"]));
    }

    [Fact]
    public async Task A_token_is_refused_for_each_reason_in_its_own_words()
    {
        await using var aws = await StartAsync();
        using var other = RSA.Create(2048);
        (await aws.AssumeAsync(token: "rubbish")).Fails(400, "InvalidIdentityToken", "not a valid JWT");
        (await aws.AssumeAsync(token: aws.Token(issuer: "https://other.example"))).Fails(400, "InvalidIdentityToken", "No OpenIDConnect provider found in your account for https://other.example");
        (await aws.AssumeAsync(token: aws.Token(audience: "other"))).Fails(400, "InvalidIdentityToken", "Incorrect token audience");
        (await aws.AssumeAsync(token: aws.Token(key: other))).Fails(400, "InvalidIdentityToken", "verification key");
        (await aws.AssumeAsync(token: aws.Token(lifetime: -1, delay: -9))).Fails(400, "ExpiredTokenException");
        (await aws.AssumeAsync(token: aws.Token(delay: 60))).Fails(400, "InvalidIdentityToken", "not yet valid");
        (await aws.AssumeAsync(token: aws.Token("system:serviceaccount:shop:other"))).Fails(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        (await aws.AssumeAsync("none")).Fails(403, "AccessDenied");
        (await aws.AssumeAsync(duration: 3601)).Fails(400, "ValidationError", "exceeds the MaxSessionDuration");
        (await aws.AssumeAsync(duration: 899)).Fails(400, "ValidationError");
    }

    [Fact]
    public async Task AssumeRole_follows_the_trust_policy()
    {
        await using var aws = await StartAsync();
        (string, string)[] parameters = [("RoleArn", aws.Emulator.Account.IamArn("role/app")), ("RoleSessionName", "test")];
        (await aws.Admin.StsAsync("AssumeRole", parameters)).Fails(403, "AccessDenied");
        aws.Emulator.Account.ChangeRole("app", r => r with { TrustPolicy = """{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}""" });
        (await aws.Admin.StsAsync("AssumeRole", parameters)).Ok();
    }

    private static async Task<AwsFixture> StartAsync()
    {
        var aws = await AwsFixture.StartAsync();
        aws.Emulator.Account.AddOidcProvider(AwsFixture.Issuer, AwsFixture.Audience);
        (await aws.CreateRoleAsync()).Ok();
        return aws;
    }
}
