using Spectre.Console;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>Writes results for people to read.</summary>
internal sealed class JourneyPrinter(IAnsiConsole console)
{
    private const string Indent = "     ";

    public void Print(StepResult step)
    {
        var mark = step.Held ? "[green]✓[/]" : "[red]✗[/]";
        console.MarkupLine($"{mark} [bold]{step.Number,2}. {step.Name.EscapeMarkup()}[/] [grey]({step.Duration.TotalSeconds:0.0} s)[/]");
        foreach (var note in step.Notes)
            Print(note);
        if (step.Failure is { } failure)
            console.MarkupLine($"{Indent}[red]{failure.EscapeMarkup()}[/]");
    }

    /// <summary>The operator's AWS calls, an operation a row and a step a column.</summary>
    public void PrintCalls(IReadOnlyList<StepResult> results)
    {
        var steps = results.Where(result => result.OperatorCalls.Count > 0).ToList();
        if (steps.Count == 0)
            return;
        var table = new Table().Title("The operator's AWS calls, by operation and step").AddColumn("operation");
        foreach (var step in steps)
            table.AddColumn(new TableColumn($"step {step.Number}").RightAligned());
        table.AddColumn(new TableColumn("sum").RightAligned());
        foreach (var operation in steps.SelectMany(step => step.OperatorCalls.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var counts = steps.ConvertAll(step => step.OperatorCalls.GetValueOrDefault(operation));
            table.AddRow([operation, .. counts.Select(count => count == 0 ? "" : $"{count}"), $"{counts.Sum()}"]);
        }

        console.Write(table);
    }

    private void Print(StepNote note)
    {
        if (note.Label is null)
            console.MarkupLine($"{Indent}{note.Text.EscapeMarkup()}");
        else if (note.Text.Contains('\n', StringComparison.Ordinal))
            PrintBlock(note.Label, note.Text);
        else
            console.MarkupLine($"{Indent}[grey]{note.Label.EscapeMarkup()}[/] {note.Text.EscapeMarkup()}");
    }

    private void PrintBlock(string label, string text)
    {
        console.MarkupLine($"{Indent}[grey]{label.EscapeMarkup()}[/]");
        foreach (var line in text.Split('\n'))
            console.MarkupLine($"{Indent}  {line.TrimEnd('\r').EscapeMarkup()}");
    }
}
