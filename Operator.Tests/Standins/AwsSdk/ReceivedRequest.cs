using System.Text;

namespace IrsaOperator.Tests.Standins.AwsSdk;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ReceivedRequest(
    string Method, string RawTarget, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string RawPath => RawTarget.Split('?')[0];

    public string RawQuery => RawTarget.Contains('?', StringComparison.Ordinal) ? RawTarget.Split('?', 2)[1] : "";

    /// <summary>The parameters of the form or of the query string, decoded, as sorted lines of <c>name=value</c>.</summary>
    public string Parameters => Lines(Method == "POST" ? Encoding.UTF8.GetString(Body.Span) : RawQuery);

    public string? Action => Parameters.Split('\n').FirstOrDefault(line => line.StartsWith("Action=", StringComparison.Ordinal))?[7..];

    /// <summary>The credential scope of the signature: date, region, service, terminator.</summary>
    public string[] Scope => Headers["authorization"].Split("Credential=")[1].Split(',')[0].Split('/')[1..];

    public string SignedHeaders => Headers["authorization"].Split("SignedHeaders=")[1].Split(',')[0];

    private static string Lines(string encoded) => string.Join(
        '\n',
        encoded.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => string.Join('=', pair.Split('=', 2).Select(Decode)))
            .Order(StringComparer.Ordinal));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
