using System.CommandLine;
using Spectre.Console;

namespace IrsaOperator.Sandbox.Commands;

/// <summary>The command line of the sandbox.</summary>
internal static class SandboxCommand
{
    /// <summary>Lines that are read by a program are not to be wrapped where a terminal would end.</summary>
    private const int WidthWithoutTerminal = 240;

    /// <summary>How long the end may take after Ctrl+C: the operator drains, the servers stop, files are removed.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    public static Task<int> RunAsync(string[] arguments) =>
        Create(Console()).Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = EndTimeout });

    public static RootCommand Create(IAnsiConsole console)
    {
        var up = UpCommand.Create(console);
        var root = new RootCommand("A local EKS: Kubernetes API server, AWS emulator, pod identity webhook, and IrsaOperator in it.")
        {
            up,
            JourneyCommand.Create(console),
            ManifestsCommand.Create(console),
        };

        // Without a verb it is `up`, with the same flags.
        foreach (var option in up.Options)
            root.Add(option);
        root.Action = up.Action;
        return root;
    }

    private static IAnsiConsole Console()
    {
        var console = AnsiConsole.Console;
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
