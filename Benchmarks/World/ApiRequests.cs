using System.Text.RegularExpressions;

namespace IrsaOperator.Benchmarks.World;

/// <summary>The API server's own count of requests.</summary>
internal sealed partial class ApiRequests
{
    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal) { "irsabindings", "irsapolicies", "namespaces", "serviceaccounts", "events", "pods" };

    private readonly Dictionary<(string Verb, string Resource), double> _counts;

    private ApiRequests(Dictionary<(string Verb, string Resource), double> counts) => _counts = counts;

    public static ApiRequests Read(string page)
    {
        var counts = new Dictionary<(string Verb, string Resource), double>();
        foreach (Match line in Line().Matches(page))
        {
            var labels = Label().Matches(line.Groups["labels"].Value).ToDictionary(label => label.Groups["key"].Value, label => label.Groups["value"].Value, StringComparer.Ordinal);
            var (verb, resource) = (labels["verb"], labels["resource"]);

            // A kubelet's token for the operator's pod is no request of the operator's.
            if (Ours.Contains(resource) && verb is not "WATCH" && labels["subresource"] is not "token")
                counts[(verb, resource)] = counts.GetValueOrDefault((verb, resource)) + double.Parse(line.Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        return new ApiRequests(counts);
    }

    /// <summary>What has come since.</summary>
    public ApiRequests Since(ApiRequests before) => new(_counts
        .Select(pair => (pair.Key, Count: pair.Value - before._counts.GetValueOrDefault(pair.Key)))
        .Where(pair => pair.Count > 0)
        .ToDictionary(pair => pair.Key, pair => pair.Count));

    /// <summary>Changes, those left out that the benchmark makes itself: it creates and deletes bindings, policies and namespaces, and nobody else does.</summary>
    public double Writes => _counts
        .Where(pair => pair.Key.Verb is "POST" or "PUT" or "PATCH" or "APPLY" or "DELETE" && pair.Key is not (("POST" or "DELETE"), "irsabindings" or "irsapolicies" or "namespaces"))
        .Sum(pair => pair.Value);

    /// <summary>Reads, those left out that the API server makes itself: it gets namespaces, where the operator lists them.</summary>
    public double Reads => _counts.Where(pair => pair.Key.Verb is "GET" or "LIST" && pair.Key is not ("GET", "namespaces")).Sum(pair => pair.Value);

    public override string ToString() => string.Join(", ", _counts.OrderBy(pair => pair.Key.Resource, StringComparer.Ordinal).ThenBy(pair => pair.Key.Verb, StringComparer.Ordinal)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Verb} {pair.Key.Resource} {pair.Value:0}")));

    [GeneratedRegex("^apiserver_request_total\\{(?<labels>[^}]*)\\} (?<count>\\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Line();

    [GeneratedRegex("(?<key>\\w+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
