using System.Globalization;
using System.Text;

namespace IrsaOperator.Tests.Reliability;

/// <summary>docs/reliability.md: the promises, the tests behind them, and what these counted.</summary>
internal static class ReliabilityPage
{
    private const string Place = "<!-- promises -->";

    public static string Path => RepositoryFiles.Path("docs", "reliability.md");

    private static string Template => RepositoryFiles.Path("Operator.Tests", "Reliability", "reliability.template.md");

    public static async Task<string> RenderAsync(IReadOnlyDictionary<string, long> figures)
    {
        var table = new StringBuilder("| promise | tried by | figures of the last run |\n|---|---|---|\n");
        foreach (var promise in Promises.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| **{promise.Name}** {promise.Words} | ")
                .AppendJoin(", ", promise.Tests.Select(test => $"`{test.FullName!["IrsaOperator.Tests.".Length..]}`"))
                .Append(" | ")
                .AppendJoin("; ", promise.Figures.Select(name => $"{Number(figures.GetValueOrDefault(name))} {name}"))
                .Append(" |\n");
        }

        return (await File.ReadAllTextAsync(Template)).Replace(Place, table.ToString().TrimEnd('\n'), StringComparison.Ordinal);
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
