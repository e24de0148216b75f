using System.Text;

namespace IrsaOperator.Benchmarks.Measuring;

/// <summary>Rows as a table in Markdown, which a terminal shows as well as a page does.</summary>
internal static class Table
{
    private static readonly string[] Heads = ["what", "measured", "target", "met"];

    public static string Render(IEnumerable<Row> rows)
    {
        List<string[]> lines = [Heads, .. rows.Select(row => new[] { row.What, row.Value, row.Target ?? "", row.Met switch { true => "yes", false => "no", null => "" } })];
        var widths = Enumerable.Range(0, Heads.Length).Select(column => Math.Max(3, lines.Max(line => line[column].Length))).ToArray();
        lines.Insert(1, [.. widths.Select(width => new string('-', width))]);
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append("| ").AppendJoin(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
        return text.ToString();
    }
}
