using System.Globalization;
using System.Text.RegularExpressions;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>Reads a page of metrics in Prometheus's text format.</summary>
internal static partial class MetricsPage
{
    /// <summary>The sum of a metric over all of its labels; 0 when it is not there.</summary>
    public static double Sum(string page, string name) => SampleLine().Matches(page)
        .Where(match => match.Groups["name"].Value == name)
        .Sum(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{.*\})? (?<value>\S+)( \d+)?\r?$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SampleLine();
}
