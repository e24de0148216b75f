using System.Text;
using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Signing;

namespace IrsaOperator.Tests.Sandbox.Aws;

public sealed class SigV4Tests
{
    private const string PublishedSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Theory]
    [InlineData("/", "Action=ListUsers&Version=2010-05-08", "content-type;host;x-amz-date", "iam.amazonaws.com", "iam", "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")]
    [InlineData("/", "", "host;x-amz-date", "example.amazonaws.com", "service", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    public void The_published_examples_get_the_published_signatures(string path, string query, string names, string host, string service, string signature)
    {
        var request = new AwsRequest
        {
            Method = "GET",
            RawPath = path,
            RawQuery = query,
            Headers = new Dictionary<string, string>
            {
                ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
                ["host"] = host,
                ["x-amz-date"] = "20150830T123600Z",
            },
            Body = [],
            Parameters = new Dictionary<string, string>(),
            Service = service,
            Operation = "",
        };
        var canonical = SigV4.CanonicalRequest(request, names.Split(';'), SigV4.Hash([]));
        var text = SigV4.StringToSign("20150830T123600Z", $"20150830/us-east-1/{service}/aws4_request", canonical);
        Assert.Equal(signature, SigV4.Signature(SigV4.SigningKey(PublishedSecret, "20150830", "us-east-1", service), text));
    }

    [Fact]
    public async Task The_administrator_is_who_the_keys_say()
    {
        await using var aws = await AwsFixture.StartAsync();
        Assert.EndsWith(":user/administrator", (await aws.Admin.StsAsync("GetCallerIdentity")).Ok().Text("Arn"), StringComparison.Ordinal);
        (await aws.Admin.QueryAsync("sts", "us-east-1", "2011-06-15", "GetCallerIdentity")).Ok();
    }

    [Fact]
    public async Task A_wrong_secret_or_a_changed_body_does_not_match()
    {
        await using var aws = await AwsFixture.StartAsync();
        using var wrong = new AwsTestClient(aws.Emulator, aws.Emulator.Options.AccessKeyId, "wrong", token: null);
        (await wrong.IamAsync("ListRoles")).Fails(403, "SignatureDoesNotMatch");
        (await wrong.EksAsync(HttpMethod.Get, "/clusters")).Fails(403, "InvalidSignatureException");
        var request = aws.Admin.Sign(AwsTestClient.Form("ListRoles", "2010-05-08"), "iam", "us-east-1");
        request.Content = new StringContent("Action=ListUsers&Version=2010-05-08", Encoding.UTF8, "application/x-www-form-urlencoded");
        (await aws.Admin.SendAsync(request)).Fails(403, "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task An_unknown_key_is_an_invalid_token()
    {
        await using var aws = await AwsFixture.StartAsync();
        using var unknown = new AwsTestClient(aws.Emulator, "AKIAUNKNOWN", "x", token: null);
        (await unknown.IamAsync("ListRoles")).Fails(403, "InvalidClientTokenId");
        (await unknown.EksAsync(HttpMethod.Get, "/clusters")).Fails(403, "UnrecognizedClientException");
    }

    [Fact]
    public async Task An_unsigned_call_lacks_its_token()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.Admin.SendAsync(AwsTestClient.Form("ListRoles", "2010-05-08"))).Fails(403, "MissingAuthenticationToken");
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task More_than_five_minutes_of_skew_is_refused(int minutes)
    {
        await using var aws = await AwsFixture.StartAsync();
        var form = AwsTestClient.Form("ListRoles", "2010-05-08");
        (await aws.Admin.SendAsync(aws.Admin.Sign(form, "iam", "us-east-1", aws.Time.GetUtcNow().AddMinutes(minutes)))).Fails(400, "RequestExpired");
    }

    [Fact]
    public async Task Region_and_service_of_the_scope_are_checked()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.Admin.QueryAsync("iam", "eu-central-1", "2010-05-08", "ListRoles")).Ok();
        (await aws.Admin.QueryAsync("iam", "eu-west-1", "2010-05-08", "ListRoles")).Fails(403, "SignatureDoesNotMatch", "valid region, not 'eu-west-1'");
        (await aws.Admin.QueryAsync("sts", "us-east-1", "2010-05-08", "ListRoles")).Fails(403, "SignatureDoesNotMatch", "correct service: 'iam'");
        using var elsewhere = new AwsTestClient(aws.Emulator, aws.Emulator.Options.AccessKeyId, aws.Emulator.Options.SecretAccessKey, token: null) { Region = "eu-west-1" };
        (await elsewhere.EksAsync(HttpMethod.Get, "/clusters")).Fails(403, "InvalidSignatureException");
    }

    [Fact]
    public async Task A_session_ends_with_its_time_and_with_its_role()
    {
        await using var aws = await AwsFixture.StartAsync();
        using var session = await aws.SessionAsync(AwsFixture.Allow("iam:*"));
        (await session.IamAsync("ListRoles")).Ok();
        aws.Emulator.Account.RemoveRole("operator");
        (await session.IamAsync("ListRoles")).Fails(403, "InvalidClientTokenId");
        aws.Time.Advance(TimeSpan.FromHours(1));
        (await session.IamAsync("ListRoles")).Fails(403, "ExpiredToken");
    }
}
