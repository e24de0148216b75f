using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws.Signing;

/// <summary>Tells who signed a request, or refuses it as AWS does.</summary>
internal sealed class SigV4Verifier(AwsAccount account, AwsEmulatorOptions options)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public AwsPrincipal Verify(AwsRequest request)
    {
        if (request.Header("authorization") is not { Length: > 0 } authorization)
            throw new AwsErrorException("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
        var header = SigV4Header.Parse(authorization)
            ?? throw Incomplete("Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        if (account.FindCredential(header.AccessKeyId) is not { } credential)
            throw InvalidToken();
        var timestamp = Timestamp(request);
        CheckScope(request, header, timestamp);
        CheckTime(timestamp);
        CheckSignature(request, header, credential, timestamp);
        CheckSession(request, header, credential);
        return credential.Principal;
    }

    private static string Timestamp(AwsRequest request) =>
        request.Header("x-amz-date") ?? throw Incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");

    private static void CheckSignature(AwsRequest request, SigV4Header header, AwsCredential credential, string timestamp)
    {
        if (!header.SignedHeaders.Contains("host"))
            throw Mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        var hash = SigV4.Hash(request.Body);
        if (request.Header("x-amz-content-sha256") is { } stated && stated != hash)
            throw Mismatch("The value of 'x-amz-content-sha256' is not the hash of the body.");

        var canonical = SigV4.CanonicalRequest(request, header.SignedHeaders, hash);
        var text = SigV4.StringToSign(timestamp, header.Scope, canonical);
        var key = SigV4.SigningKey(credential.SecretAccessKey, header.Date, header.Region, header.Service);
        var expected = Encoding.ASCII.GetBytes(SigV4.Signature(key, text));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(header.Signature)))
        {
            throw Mismatch(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
                + "Consult the service documentation for details.");
        }
    }

    private static AwsErrorException InvalidToken() =>
        new("InvalidClientTokenId", "The security token included in the request is invalid.", 403);

    private static AwsErrorException Incomplete(string message) => new("IncompleteSignature", message, 400);

    private static AwsErrorException Mismatch(string message) => new("SignatureDoesNotMatch", message, 403);

    private void CheckScope(AwsRequest request, SigV4Header header, string timestamp)
    {
        if (header.Service != request.Service)
            throw Mismatch($"Credential should be scoped to correct service: '{request.Service}'.");
        var valid = request.Service switch
        {
            // AWS's own endpoint takes the global region only; but with an endpoint of one's own (AWS_ENDPOINT_URL) every SDK
            // and the aws CLI sign IAM for the region they are configured for.
            "iam" or "sts" => header.Region == options.Region || header.Region == options.IamRegion,
            _ => header.Region == options.Region,
        };
        if (!valid)
            throw Mismatch($"Credential should be scoped to a valid region, not '{header.Region}'.");
        if (!timestamp.StartsWith(header.Date, StringComparison.Ordinal))
            throw Mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.");
    }

    private void CheckTime(string timestamp)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(timestamp, SigV4.DateFormat, CultureInfo.InvariantCulture, utc, out var signed))
            throw Incomplete($"Date must be in ISO-8601 'basic format'. Got '{timestamp}'.");
        var now = options.TimeProvider.GetUtcNow();
        if ((now - signed).Duration() > Skew)
        {
            var relation = signed < now ? "expired: {0} is now earlier than" : "not yet current: {0} is still later than";
            var bound = (signed < now ? now - Skew : now + Skew).ToString(SigV4.DateFormat, CultureInfo.InvariantCulture);
            throw new AwsErrorException("RequestExpired", $"Signature {relation.Replace("{0}", timestamp, StringComparison.Ordinal)} {bound}", 400);
        }
    }

    private void CheckSession(AwsRequest request, SigV4Header header, AwsCredential credential)
    {
        var token = request.Header("x-amz-security-token");
        if (token != credential.SessionToken || (token is not null && !header.SignedHeaders.Contains("x-amz-security-token")))
            throw InvalidToken();
        if (credential.Expiration <= options.TimeProvider.GetUtcNow())
            throw new AwsErrorException("ExpiredToken", "The security token included in the request is expired", 403);
        if (credential.Principal.RoleName is { } role && account.FindRole(role)?.RoleId != credential.Principal.RoleId)
            throw InvalidToken();
    }
}
