using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Sandbox.Journey;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Sandbox.Stack;
using Spectre.Console;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>One run: the local EKS, and the files that lead to it.</summary>
internal sealed class SandboxSession
{
    private readonly IAnsiConsole _console;

    private SandboxSession(LocalEks eks, IAnsiConsole console, AccessFiles files)
    {
        Eks = eks;
        _console = console;
        Files = files;
    }

    public LocalEks Eks { get; }

    public AccessFiles Files { get; }

    /// <summary>Starts everything, does the work, and leaves nothing behind however that ended.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        SandboxOptions options, IAnsiConsole console, Func<SandboxSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            AccessFiles.CheckFree(options);
            await using var eks = await LocalEks.StartAsync(
                new LocalEksOptions { Template = options.Template, WithOperator = options.WithOperator, JournalFile = options.JournalFile }, new ConsoleProgress(console), cancellationToken);
            using var files = await AccessFiles.WriteAsync(eks, options, cancellationToken);
            return await work(new SandboxSession(eks, console, files), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.MarkupLine("[yellow]interrupted[/]");
            return 1;
        }
        catch (Exception exception) when (IsExplained(exception))
        {
            console.MarkupLine($"[red]{exception.Message.EscapeMarkup()}[/]");
            return 1;
        }
    }

    /// <summary>Takes the steps, tells of each, and adds up the operator's AWS calls.</summary>
    /// <returns>Whether all of them held.</returns>
    public async Task<bool> TravelAsync(IReadOnlyList<IJourneyStep> steps, CancellationToken cancellationToken)
    {
        var printer = new JourneyPrinter(_console);
        var context = new JourneyContext(Eks, TimeProvider.System);
        var results = await new JourneyRunner(context, context.Calls, TimeProvider.System).RunAsync(steps, printer.Print, cancellationToken);
        printer.PrintCalls(results);
        if (results[^1] is { Held: false } broken)
        {
            Complain($"Step {broken.Number} does not hold: {broken.Name}. The operator's last lines:{Environment.NewLine}{Eks.Operator?.LogTail()}");
            return false;
        }

        Say($"all {results.Count} steps held");
        return true;
    }

    public void Say(string text) => _console.MarkupLine($"[green]»[/] {text.EscapeMarkup()}");

    public void Complain(string text) => _console.MarkupLine($"[red]{text.EscapeMarkup()}[/]");

    // Their messages say what happened and what to do; a stack trace would only bury that.
    private static bool IsExplained(Exception exception) => exception is
        ControlPlaneUnavailableException or ControlPlaneStartException or OperatorStartException or ManifestException or StackException or IOException or UnauthorizedAccessException;
}
