using System.Security.Cryptography;
using System.Text.Json;
using IrsaOperator.Sandbox.Aws;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IrsaOperator.Tests.Sandbox.Aws;

/// <summary>An emulator with a clock and an issuer of its own.</summary>
internal sealed class AwsFixture : IAsyncDisposable
{
    public const string Issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/ABCDEF";
    public const string Subject = "system:serviceaccount:shop:cart";
    public const string Audience = "sts.amazonaws.com";
    private readonly RSA _key;

    private AwsFixture(RSA key, FakeTimeProvider time, AwsEmulator emulator)
    {
        _key = key;
        Time = time;
        Emulator = emulator;
        Admin = new AwsTestClient(emulator, emulator.Options.AccessKeyId, emulator.Options.SecretAccessKey, token: null);
    }

    public FakeTimeProvider Time { get; }

    public AwsEmulator Emulator { get; }

    public AwsTestClient Admin { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string ProviderArn => Emulator.Account.IamArn("oidc-provider/" + Issuer["https://".Length..]);

    public static async Task<AwsFixture> StartAsync(string? journalFile = null)
    {
        var key = RSA.Create(2048);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)) { KeyId = "k1" });
        var jwks = JsonSerializer.Serialize(new { keys = new[] { new { kty = jwk.Kty, kid = jwk.Kid, n = jwk.N, e = jwk.E, use = "sig", alg = "RS256" } } });
        var emulator = await AwsEmulator.StartAsync(
            new AwsEmulatorOptions { Issuer = Issuer, Jwks = _ => Task.FromResult(jwks), TimeProvider = time, JournalFile = journalFile },
            Cancellation);
        return new AwsFixture(key, time, emulator);
    }

    public static string Allow(string action, string resource = "*", object? condition = null) => Statement("Allow", action, resource, condition);

    public static string Statement(string effect, string action, string resource = "*", object? condition = null) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = new[] { new { Effect = effect, Action = action, Resource = resource, Condition = condition ?? new { } } },
    });

    public string Trust(string subject = Subject) => JsonSerializer.Serialize(new
    {
        Version = "2012-10-17",
        Statement = new[]
        {
            new
            {
                Effect = "Allow",
                Principal = new { Federated = ProviderArn },
                Action = "sts:AssumeRoleWithWebIdentity",
                Condition = new
                {
                    StringEquals = new Dictionary<string, string>
                    {
                        [Issuer["https://".Length..] + ":sub"] = subject,
                        [Issuer["https://".Length..] + ":aud"] = Audience,
                    },
                },
            },
        },
    });

    public string Token(string subject = Subject, string audience = Audience, string issuer = Issuer, int lifetime = 600, int delay = 0, RSA? key = null)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(new { iss = issuer, sub = subject, aud = new[] { audience }, iat = now, nbf = now + delay, exp = now + lifetime }),
            new SigningCredentials(new RsaSecurityKey(key ?? _key) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256));
    }

    public Task<AwsAnswer> CreateRoleAsync(string name = "app", params (string Name, string Value)[] more) =>
        Admin.IamAsync("CreateRole", [("RoleName", name), ("AssumeRolePolicyDocument", Trust()), .. more]);

    public Task<AwsAnswer> AssumeAsync(string role = "app", string? token = null, int? duration = null) => Admin.UnsignedStsAsync(
        "AssumeRoleWithWebIdentity",
        [
            ("RoleArn", Emulator.Account.IamArn("role/" + role)),
            ("RoleSessionName", "test"),
            ("WebIdentityToken", token ?? Token()),
            .. duration is { } d ? new[] { ("DurationSeconds", $"{d}") } : [],
        ]);

    /// <summary>A session of a role that may do what the document says.</summary>
    public async Task<AwsTestClient> SessionAsync(string document, string? boundary = null)
    {
        Emulator.Account.AddOidcProvider(Issuer, Audience);
        Emulator.Account.AddRole("operator", Trust(), configure: r => r with { InlinePolicies = r.InlinePolicies.Add("p", document), PermissionsBoundary = boundary });
        var answer = (await AssumeAsync("operator")).Ok();
        return new AwsTestClient(Emulator, answer.Text("AccessKeyId"), answer.Text("SecretAccessKey"), answer.Text("SessionToken"));
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        _key.Dispose();
        await Emulator.DisposeAsync();
    }
}
