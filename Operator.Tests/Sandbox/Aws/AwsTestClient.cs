using System.Security.Cryptography;
using System.Text;
using IrsaOperator.Sandbox.Aws;

namespace IrsaOperator.Tests.Sandbox.Aws;

/// <summary>A raw client with a SigV4 signer written apart from the emulator's.</summary>
internal sealed class AwsTestClient(AwsEmulator emulator, string accessKey, string secret, string? token) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = emulator.Endpoint };

    public string Region { get; init; } = "eu-central-1";

    public Task<AwsAnswer> IamAsync(string action, params (string Name, string Value)[] parameters) =>
        QueryAsync("iam", "us-east-1", "2010-05-08", action, parameters);

    public Task<AwsAnswer> StsAsync(string action, params (string Name, string Value)[] parameters) =>
        QueryAsync("sts", Region, "2011-06-15", action, parameters);

    public Task<AwsAnswer> QueryAsync(string service, string region, string version, string action, params (string Name, string Value)[] parameters) =>
        SendAsync(Sign(Form(action, version, parameters), service, region));

    public Task<AwsAnswer> UnsignedStsAsync(string action, params (string Name, string Value)[] parameters) =>
        SendAsync(Form(action, "2011-06-15", parameters));

    public Task<AwsAnswer> EksAsync(HttpMethod method, string path, string? json = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return SendAsync(Sign(request, "eks", Region));
    }

    public static HttpRequestMessage Form(string action, string version, params (string Name, string Value)[] parameters) => new(HttpMethod.Post, "/")
    {
        Content = new FormUrlEncodedContent([new("Action", action), new("Version", version), .. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))]),
    };

    public HttpRequestMessage Sign(HttpRequestMessage request, string service, string region, DateTimeOffset? at = null)
    {
        var stamp = (at ?? emulator.Options.TimeProvider.GetUtcNow()).ToString("yyyyMMdd'T'HHmmss'Z'", null);
        var (path, query) = request.RequestUri!.OriginalString.Split('?') is [var p, var q] ? (p, q) : (request.RequestUri.OriginalString, "");
        request.Headers.Host = emulator.Endpoint.Authority;
        request.Headers.Add("X-Amz-Date", stamp);
        var headers = $"host:{emulator.Endpoint.Authority}\nx-amz-date:{stamp}\n";
        var names = "host;x-amz-date";
        if (token is not null)
        {
            request.Headers.Add("X-Amz-Security-Token", token);
            headers += $"x-amz-security-token:{token}\n";
            names += ";x-amz-security-token";
        }

        var body = request.Content is null ? [] : BodyOf(request.Content);
        var canonical = $"{request.Method}\n{path.Replace("%", "%25", StringComparison.Ordinal)}\n{query}\n{headers}\n{names}\n{Hex(SHA256.HashData(body))}";
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);
        var signature = Hex(Mac(key, $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}"));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
        return request;
    }

    public Task<AwsAnswer> SendAsync(HttpRequestMessage request) => SendUntilAsync(request, TestContext.Current.CancellationToken);

    public async Task<AwsAnswer> SendUntilAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var type = response.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.First() : null;
            return new AwsAnswer((int)response.StatusCode, body, type);
        }
    }

    public void Dispose() => _http.Dispose();

    private static byte[] BodyOf(HttpContent content)
    {
        using var buffer = new MemoryStream();
        content.CopyTo(buffer, context: null, CancellationToken.None);
        return buffer.ToArray();
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] data) => Convert.ToHexStringLower(data);
}
