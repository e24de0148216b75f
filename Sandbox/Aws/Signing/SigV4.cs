using System.Security.Cryptography;
using System.Text;

namespace IrsaOperator.Sandbox.Aws.Signing;

/// <summary>The calculation of Signature Version 4, from what was received.</summary>
internal static class SigV4
{
    public const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    public static string CanonicalRequest(AwsRequest request, IReadOnlyList<string> signedHeaders, string payloadHash)
    {
        var headers = string.Concat(signedHeaders.Select(h => $"{h}:{Collapse(request.Header(h) ?? "")}\n"));
        return $"{request.Method}\n{CanonicalPath(request.RawPath)}\n{CanonicalQuery(request.RawQuery)}\n{headers}\n{string.Join(';', signedHeaders)}\n{payloadHash}";
    }

    public static string StringToSign(string timestamp, string scope, string canonicalRequest) =>
        $"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";

    public static byte[] SigningKey(string secret, string date, string region, string service) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), date), region), service), "aws4_request");

    public static string Signature(byte[] signingKey, string stringToSign) => Convert.ToHexStringLower(Hmac(signingKey, stringToSign));

    public static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>Every service but S3 signs the path as sent, encoded once more.</summary>
    private static string CanonicalPath(string rawPath) =>
        rawPath.Length == 0 ? "/" : string.Join('/', rawPath.Split('/').Select(Uri.EscapeDataString));

    private static string CanonicalQuery(string rawQuery)
    {
        var pairs = rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (Name: Reencode(p[0]), Value: p.Length > 1 ? Reencode(p[1]) : ""))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(p => $"{p.Name}={p.Value}"));
    }

    private static string Reencode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
