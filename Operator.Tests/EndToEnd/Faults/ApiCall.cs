namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>One call of the operator to the API server.</summary>
internal sealed record ApiCall(string Method, string Path, string Query, string Body)
{
    public bool IsWrite => Method is not ("GET" or "HEAD");

    public bool IsWatch => Query.Contains("watch=true", StringComparison.OrdinalIgnoreCase) || Query.Contains("watch=1", StringComparison.OrdinalIgnoreCase);

    public bool IsIn(string @namespace) => Path.Contains($"/namespaces/{@namespace}/", StringComparison.Ordinal);

    /// <summary>Without names, as in "PATCH irsabindings/status".</summary>
    public string Words
    {
        get
        {
            var parts = Path.Trim('/').Split('/').ToList();
            var start = parts.IndexOf("namespaces");
            var rest = start >= 0 && parts.Count > start + 2 ? parts[(start + 2)..] : parts[(parts[0] == "api" ? 2 : 3)..];
            return $"{Method} {string.Join('/', rest.Where((_, i) => i != 1))}";
        }
    }
}
