using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Tests.Security;

/// <summary>The search itself bites, and does not cry wolf.</summary>
public sealed class SecretsTests
{
    public static TheoryData<string, string> Planted => new()
    {
        { "a JSON Web Token", """{"Message":"token eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOlsic3RzIl0sImV4cCI6MX0.c2lnbmF0dXJl"}""" },
        { "an access key id", "Credential=ASIAY34FZKBOKMUTVV7A/20260101/us-east-1/iam/aws4_request" },
        { "an access key id", $"key {new AwsEmulatorOptions().AccessKeyId}" },
        { "a secret access key", $"secret {new AwsEmulatorOptions().SecretAccessKey}" },
        { "a session token", $"X-Amz-Security-Token: {AwsCredential.SessionPrefix}{new string('a', 100)}" },
        { "a bearer token", "Authorization: Bearer 0123456789abcdef0123456789abcdef" },
        { "a private key", "-----BEGIN RSA PRIVATE KEY-----" },
        { "a private key", "-----BEGIN PRIVATE KEY-----" },
        { "a secret of this run", "the administrator's known-value" },
    };

    public static TheoryData<string> Harmless =>
    [
        """{"Timestamp":"2026-01-01T00:00:00Z","EventId":106,"LogLevel":"Error","Message":"Reconciling IrsaBinding dev/app failed; next try in 00:00:05."}""",
        "The API server answered 410 to GET /api/v1/serviceaccounts?limit=500&continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MTIzfQ: expired",
        "arn:aws:iam::111122223333:role/irsa-operator/dev-app AROAY34FZKBOKMUTVV7AQ",
        "no bearer token was given",
    ];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_secret_is_found(string what, string line) => Assert.Equal(what, Secrets.Find(line, "known-value"));

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_is_none_is_not(string line) => Assert.Null(Secrets.Find(line, "known-value"));
}
