namespace IrsaOperator.Sandbox.Aws.Signing;

/// <summary>The Authorization header of Signature Version 4.</summary>
internal sealed record SigV4Header(string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null when the header is not one of Signature Version 4 or lacks a part.</summary>
    public static SigV4Header? Parse(string? header)
    {
        if (header?.StartsWith(Algorithm, StringComparison.Ordinal) != true)
            return null;
        var parts = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .ToLookup(p => p[0], p => p[1]);
        var scope = parts["Credential"].FirstOrDefault()?.Split('/');
        var signed = parts["SignedHeaders"].FirstOrDefault();
        var signature = parts["Signature"].FirstOrDefault();
        return scope is [var key, var date, var region, var service, "aws4_request"] && signed is not null && signature is not null
            ? new SigV4Header(key, date, region, service, signed.Split(';'), signature)
            : null;
    }
}
