using System.Security.Cryptography;
using System.Text;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>Recomputes a Signature Version 4 from what a server received, from the published description of the algorithm.</summary>
internal static class SigV4
{
    /// <summary>Says what is wrong with the signature, or null.</summary>
    public static string? Problem(ReceivedRequest request, string accessKey, string secretKey)
    {
        if (!request.Headers.TryGetValue("authorization", out var authorization))
            return "no Authorization header";
        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',')
            .Select(part => part.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var credential = parts["Credential"].Split('/');
        if (credential[0] != accessKey)
            return $"unknown access key {credential[0]}";

        var signedHeaders = parts["SignedHeaders"].Split(';');
        var missing = signedHeaders.Where(name => !request.Headers.ContainsKey(name)).ToArray();
        if (missing.Length > 0)
            return $"signed but not received: {string.Join(", ", missing)}";
        if (!signedHeaders.Contains("host"))
            return "host is not signed";

        var payloadHash = Hex(SHA256.HashData(request.Body.Span));
        if (request.Headers.TryGetValue("x-amz-content-sha256", out var declared) && declared != payloadHash)
            return "x-amz-content-sha256 is not the body's hash";

        var canonical = string.Join(
            '\n',
            request.Method,
            string.Join('/', request.RawPath.Split('/').Select(Uri.EscapeDataString)),
            CanonicalQuery(request.RawQuery),
            string.Concat(signedHeaders.Select(name => $"{name}:{request.Headers[name].Trim()}\n")),
            parts["SignedHeaders"],
            payloadHash);
        var scope = string.Join('/', credential[1..]);
        var hash = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{hash}";
        var key = credential[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), (k, part) => Hmac(k, part));
        return Hex(Hmac(key, toSign)) == parts["Signature"] ? null : $"the signature does not match; canonical request:\n{canonical}";
    }

    private static string CanonicalQuery(string query) => string.Join(
        '&',
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2).Select(Uri.UnescapeDataString).Select(Uri.EscapeDataString).ToArray())
            .Select(pair => (Name: pair[0], Value: pair.Length > 1 ? pair[1] : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}"));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
