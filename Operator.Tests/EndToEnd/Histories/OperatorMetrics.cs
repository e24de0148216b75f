using System.Globalization;

namespace IrsaOperator.Tests.EndToEnd.Histories;

/// <summary>Reads the page that Prometheus would read.</summary>
internal static class OperatorMetrics
{
    /// <summary>How many bindings this process has looked at.</summary>
    public static double Bindings(string page) => Sum(page, "irsa_operator_bindings");

    /// <summary>The sum of all lines of a metric.</summary>
    public static double Sum(string page, string metric) => page.Split('\n')
        .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) || line.StartsWith(metric + " ", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
