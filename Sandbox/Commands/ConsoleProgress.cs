using Spectre.Console;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>Progress lines in the order in which they come.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console) : IProgress<string>
{
    public void Report(string value) => console.MarkupLine($"[grey]· {value.EscapeMarkup()}[/]");
}
